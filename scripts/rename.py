"""The same words about somebody else: training paragraphs in which people, states and parties change names.

Who is named should not decide the stance. A renamed paragraph keeps its labels and its words, so whatever a model
learnt about a name has to give way to what it read about it. New names are drawn afresh every epoch.
"""

import csv
import pathlib

ACTORS = pathlib.Path(__file__).resolve().parent.parent / "models" / "actors" / "actors.csv"
PARTIES = [{"whole": "Republican Party", "short": "GOP", "people": "Republicans", "adjective": "Republican"},
           {"whole": "Democratic Party", "short": "Democrats", "people": "Democrats", "adjective": "Democratic"}]
UNSUITED = {"Georgia", "Philippines", "Netherlands"}  # also a US state; stand behind an article
PRONOUNS = {"he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "i", "me", "my"}
LONGEST_NAME = 4  # words; a longer mention is a whole paragraph that names nobody
FORMS = ("name", "capital", "adjective", "people")


class Names:
    """The names that may take each other's place: of states from the actor list, of people from the examples."""

    def __init__(self, examples):
        self.states, self.form_of = [], {}
        with ACTORS.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                demonyms = row["demonyms"].split("|")
                if row["kind"] != "state" or row["parent"] or not all((demonyms[0], row["metonyms"])):
                    continue
                if row["name"].startswith(("United ", "The ")) or row["name"] in UNSUITED:
                    continue
                people = next((form for form in demonyms if form == demonyms[0] + "s"), demonyms[0])
                forms = dict(zip(FORMS, (row["name"], row["metonyms"].split("|")[0], demonyms[0], people)))
                for form, text in reversed(forms.items()):
                    self.form_of.setdefault(text, (len(self.states), form))
                self.states.append(forms)
        self.people, seen = [], {}
        for item in examples:
            for start, end, kind in item["spans"] or []:
                text = item["text"][start:end]
                words = text.split()
                if kind == "PER" and len(words) == 2 and all(word[0].isupper() and word.isalpha() for word in words):
                    self.people.append(words)
                if kind != "PER" and text in self.form_of:
                    state = self.form_of[text][0]
                    seen[state] = seen.get(state, 0) + 1
        self.frequent = sorted(seen, key=lambda state: (-seen[state], state))[:60]  # the states that news speaks of

    def rename(self, item, chance):
        """An example with other names, or the example itself where there is none to change."""
        spans = item["spans"] or named_targets(item)
        texts = [item["text"][start:end] for start, end, _ in spans]
        persons = [text for text, (_, _, kind) in zip(texts, spans) if kind == "PER"]
        others = [text for text, (_, _, kind) in zip(texts, spans) if kind != "PER"]
        new = {**self.new_people(persons, chance), **self.new_states(others, chance), **new_parties(chance)}
        edits = sorted({(start, end, new[text]) for (start, end, _), text in zip(spans, texts) if text in new})
        return replaced(item, edits) or item

    def new_people(self, persons, chance):
        """Full names first; a lone word is the surname or first name of the one who bears it, else a surname."""
        new, words = {}, {}
        for full in dict.fromkeys(text for text in persons if " " in text):
            first, last = chance.choice(self.people)
            new[full] = f"{first} {last}"
            words.update({full.split()[0]: first, full.split()[-1]: last})
        for text in dict.fromkeys(text for text in persons if " " not in text):
            new[text] = words.get(text) or chance.choice(self.people)[1]
        return new

    def new_states(self, texts, chance):
        """The states of a text change places, or give way to others."""
        here = list(dict.fromkeys(self.form_of[text][0] for text in texts if text in self.form_of))
        away = [state for state in self.frequent if state not in here]
        to = here[1:] + here[:1] if len(here) > 1 and chance.random() < 0.5 else chance.sample(away, min(len(here), len(away)))
        becomes = dict(zip(here, to))
        found = {text: self.form_of[text] for text in texts if text in self.form_of}
        return {text: self.states[becomes[state]][form] for text, (state, form) in found.items() if state in becomes}


def named_targets(item):
    """The names of an example's targets, where its spans are unknown: its targets are persons, and pronouns stay."""
    places = [place for target in item["targets"] or [] for place in target["mentions"]]
    texts = [item["text"][start:end] for start, end in places]
    return [[*place, "PER"] for place, text in zip(places, texts)
            if text[:1].isupper() and text.lower() not in PRONOUNS and len(text.split()) <= LONGEST_NAME]


def new_parties(chance):
    """The two large parties of the United States change places, or stay."""
    if chance.random() < 0.5:
        return {}
    new = {}
    for one, other in (PARTIES, PARTIES[::-1]):
        for form, text in one.items():
            new.setdefault(text, other[form])
    return {**new, "Democrat": "Republican", "Democrats": "Republicans"}


def replaced(item, edits):
    """An example with `edits` (start, end, new text) made; nothing where a span lies across one."""
    text, at, moves = "", 0, []  # moves: old start, old end, new start, new end
    for start, end, new in edits:
        text += item["text"][at:start]
        moves.append((start, end, len(text), len(text) + len(new)))
        text, at = text + new, end
    text += item["text"][at:]

    def moved(place):
        shift = 0
        for old_start, old_end, new_start, new_end in moves:
            if place[0] == old_start and place[1] == old_end:
                return [new_start, new_end]
            if place[0] < old_end and place[1] > old_start:
                return None
            if place[0] >= old_end:
                shift = new_end - old_end
        return [place[0] + shift, place[1] + shift]

    spans = [(moved(span), span[2]) for span in item["spans"] or []]
    targets = [{**target, "mentions": [moved(place) for place in target["mentions"]]} for target in item["targets"] or []]
    uses = [(moved(use), use[2]) for use in item.get("uses") or []]
    if not all(place for place, _ in spans + uses) or not all(place for target in targets for place in target["mentions"]):
        return None
    return {**item, "text": text, "spans": item["spans"] and [[*place, kind] for place, kind in spans],
            "uses": [[*place, acts] for place, acts in uses],
            "targets": targets if item["targets"] is not None else None}
