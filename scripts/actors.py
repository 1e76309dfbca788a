"""Public lists of countries, capitals, leaders and legislators in, models/actors/actors.csv out.

Five sources, joined by id and name: territories (rigour, MIT), demonyms, capitals and leaders (World Factbook,
public domain), US legislators (unitedstates/congress-legislators, CC0), CAMEO codes (Phoenix dictionaries, MIT), and
our own rows in models/actors/own/, which add what all world news has, and mend the others. Precision goes first: a
name that two actors claim without a rule stops the script.

    python scripts/actors.py --data DIR            writes models/actors/actors.csv
    python scripts/actors.py --data DIR --check    compares our demonyms and capitals with another list
"""

import argparse
import collections
import csv
import json
import pathlib
import re
import sys
import unicodedata

import yaml

COLUMNS = ["id", "name", "kind", "type", "parent", "aliases", "demonyms", "metonyms", "roles", "country", "cameo"]
MENDED = "mended"  # our corrections of the public sources come before what is made of them
MEDIA = "media"
HOUSE = pathlib.Path(__file__).resolve().parent.parent / "models" / "actors"

# Rows that are no territory in the sense of news, or that only repeat another one.
SKIPPED_CODES = {"zz", "ip", "an", "csxx", "xk-n", "cq", "cp", "bv", "hm", "um", "tf", "ta", "ac", "dg",
                 "us-dc", "cn-tw"}
SKIPPED_PARENTS = {"suhh", "ch"}  # Soviet republics that became countries; cantons that are named like their cities
# The source speaks of kingdoms and occupiers' republics where news speaks of the country and the region.
RENUMBERED = {"Q756617": "Q35", "Q29999": "Q55", "Q15925436": "Q7835", "Q31354462": "Q23334"}
RENAMED = {"Türkiye": "Turkey", "Hong Kong SAR": "Hong Kong", "Macao SAR": "Macau", "Naoero": "Nauru",
           "Georgia (USA)": "Georgia (US state)", "DR Congo": "Democratic Republic of the Congo",
           "Congo-Brazzaville": "Republic of the Congo", "Bahamas": "The Bahamas", "Gambia": "The Gambia",
           "‘Ajmān": "Ajman", "Donetsk (Occupied Ukraine)": "Donetsk People's Republic",
           "Luhansk (Occupied Ukraine)": "Luhansk People's Republic"}
# Capitals that are better known as something else; a wrong government is worse than none.
SKIPPED_CAPITALS = {"Victoria", "Georgetown", "Hamilton", "Kingston", "San José", "Saint John's", "Saint George's",
                    "Singapore", "Luxembourg", "Monaco", "San Marino", "Djibouti", "Vatican City", "Plymouth",
                    "Jamestown", "Wellington Island", "no official capital", "Freetown Colony", "Rangoon"}
CAPITAL_SPELLINGS = {"Washington, D.C.": "Washington", "Chisinau in Romanian": "Chisinau", "Yaounde": "Yaoundé",
                     "Lome": "Lomé"}
# Wikidata ids of capitals, where we are certain.
CAPITAL_IDS = {
    "Moscow": "Q649", "London": "Q84", "Paris": "Q90", "Berlin": "Q64", "Rome": "Q220", "Madrid": "Q2807",
    "Beijing": "Q956", "Tokyo": "Q1490", "Washington": "Q61", "Brussels": "Q239", "Vienna": "Q1741", "Kyiv": "Q1899",
    "Warsaw": "Q270", "Prague": "Q1085", "Budapest": "Q1781", "Athens": "Q1524", "Stockholm": "Q1754", "Oslo": "Q585",
    "Copenhagen": "Q1748", "Helsinki": "Q1757", "Lisbon": "Q597", "Dublin": "Q1761", "Amsterdam": "Q727",
    "Bern": "Q70", "Ankara": "Q3640", "Cairo": "Q85", "Jerusalem": "Q1218", "Tehran": "Q3616", "Baghdad": "Q1530",
    "Damascus": "Q3766", "Beirut": "Q3820", "Riyadh": "Q3692", "Amman": "Q3805", "Doha": "Q3861", "Kabul": "Q5838",
    "Islamabad": "Q1362", "New Delhi": "Q987", "Dhaka": "Q1354", "Bangkok": "Q1861", "Hanoi": "Q1858",
    "Jakarta": "Q3630", "Manila": "Q1461", "Seoul": "Q8684", "Pyongyang": "Q18808", "Taipei": "Q1867",
    "Canberra": "Q3114", "Wellington": "Q23661", "Ottawa": "Q1930", "Mexico City": "Q1489", "Havana": "Q1563",
    "Brasília": "Q2844", "Buenos Aires": "Q1486", "Santiago": "Q2887", "Lima": "Q2868", "Bogotá": "Q2841",
    "Caracas": "Q1533", "Nairobi": "Q3870", "Addis Ababa": "Q3624", "Khartoum": "Q1963", "Tripoli": "Q3579",
    "Tunis": "Q3572", "Algiers": "Q3561", "Rabat": "Q3551", "Abuja": "Q3787", "Accra": "Q3761", "Dakar": "Q3718",
    "Pretoria": "Q3926", "Harare": "Q3921", "Sanaa": "Q2471", "Minsk": "Q2280", "Belgrade": "Q3711",
    "Bucharest": "Q19660", "Sofia": "Q472", "Zagreb": "Q1435", "Sarajevo": "Q11194", "Skopje": "Q384",
    "Tirana": "Q19689", "Pristina": "Q25270", "Baku": "Q9248", "Yerevan": "Q1953", "Tbilisi": "Q994", "Riga": "Q1773",
    "Vilnius": "Q216", "Tallinn": "Q1770", "Kuala Lumpur": "Q1865",
}
# Former states, misprints and translations that are made of English words all the same.
NO_VARIANT = re.compile(r" -|citizen|Empire|Socialist|Former|nutome|SSR|British|Kingdom of (England|Scotland)| [ei]n? P")
# Words before a leader's name. What is left must be a name of two words or more.
TITLE_WORDS = set("""President Prime Minister King Queen Prince Emperor Chancellor Premier Vice Acting Interim
    Transition
    Transitional Col. Gen. General Capt. Dr. Sultan Amir Sir Dame Supreme Leader Crown Chief Executive Governor and
    Taoiseach (Prime Minister) Co-Vice State Affairs Commission Sr. Caretaker GNU CNSP Grand Duke Pope
    Chairperson of the Council Ministers Chairman Cabinet Swiss Confederation Government Spain Taliban
    (prime minister-equivalent) Presidential Leadership""".split())
TITLES = ("President", "Prime Minister", "Premier", "Chancellor", "King", "Sultan", "Taoiseach", "Emperor", "Amir",
          "Crown Prince", "Acting", "Interim", "Transition", "Caretaker", "Supreme Leader", "Vice President")
# Legislators whose name somebody else is better known by.
SKIPPED_LEGISLATORS = {"Adam Smith", "John Kennedy", "Al Green", "Mike Rogers", "John James", "David Scott",
                       "Mark Green", "Mike Lee", "Chris Smith", "Jason Smith", "Mike Thompson", "Tim Moore",
                       "Robert Garcia", "Mike Collins", "Steve Cohen", "Pat Ryan", "Jack Reed", "Don Davis"}


def main():
    arguments = read_arguments()
    rows = {}
    territories = read_lines(arguments.data / "actors" / "rigour_territories" / "data.jsonl")
    facts = read_lines(arguments.data / "actors" / "factbook" / "world_actors.jsonl")
    add_territories(rows, territories, facts)
    add_facts(rows, facts)
    add_own(rows, HOUSE / "own" / f"{MENDED}.csv")
    add_capitals(rows, facts)
    add_leaders(rows, facts)
    legislators = arguments.data / "actors" / "us_congress" / "legislators-current.yaml"
    add_legislators(rows, yaml.load(legislators.read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    for path in sorted((HOUSE / "own").glob("*.csv")):
        if path.stem != MENDED:
            add_own(rows, path)
    drop_borrowed_aliases(rows)
    drop_shared_demonyms(rows)
    drop_dangling_parents(rows)
    add_cameo(rows, arguments.data / "actors" / "phoenix")
    add_media(rows, HOUSE / "own" / f"{MEDIA}.csv")
    complain(rows)
    if arguments.check:
        compare(rows, json.loads((arguments.data / "actors" / "mledoze" / "countries.json").read_text()))
    write(rows, HOUSE / "actors.csv")


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder with the public sources in actors/")
    parser.add_argument("--check", action="store_true", help="also compare with mledoze/countries, deriving nothing")
    return parser.parse_args()


def read_lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def add_territories(rows, territories, facts):
    """Countries and regions with their plain English names; hundreds of translations stay out."""
    ids = {territory["code"]: RENUMBERED.get(territory["qid"], territory["qid"]) for territory in territories}
    words = english_words(territories, facts)
    for territory in territories:
        code, parent = territory["code"], territory.get("parent", "")
        if code in SKIPPED_CODES or parent in SKIPPED_PARENTS:
            continue
        name = RENAMED.get(territory["name"], territory["name"].removesuffix(" (Occupied Ukraine)"))
        name = name.removesuffix(" (Occupied Georgia)")
        full = re.sub(r" *[(\[].*", "", territory.get("full_name", ""))
        in_sentence = territory.get("in_sentence", "").removeprefix("the ")
        aliases = [full, in_sentence, territory["name"] if "(" not in territory["name"] else ""]
        others = territory.get("names_strong", []) + territory.get("names_weak", [])
        aliases += [other for other in others if is_plain_variant(other, name, words)]
        aliases += [name.replace(ending, " region") for ending in (" Oblast", " Krai") if name.endswith(ending)]
        is_state = territory.get("is_country") and not (parent and "-" in code)
        rows[ids[code]] = row(ids[code], name, "state" if is_state and not parent else "place", "LOC",
                              parent=ids.get(parent, ""), aliases=aliases,
                              country=territory.get("alpha3", "").upper() if not territory.get("is_historical") else "")
    rows["Q219060"]["kind"] = "state"


def english_words(territories, facts):
    """The words of official English names: a variant made of these alone is no translation."""
    names = [territory[key] for territory in territories for key in ("name", "full_name") if territory.get(key)]
    names += [name for fact in facts if fact["kind"] == "country" for name in [fact["name"], *fact["aliases"]]]
    return {word for name in names for word in re.findall(r"[a-z']+", fold(name))} - {"island"}


def is_plain_variant(variant, name, words):
    """Whether a variant is made of English words, holds a word of the name, and is a name of the whole."""
    tokens = re.findall(r"[a-z']+", fold(variant))
    own = {word for word in re.findall(r"[a-z']+", fold(name)) if len(word) > 3}
    return (re.fullmatch(r"[A-Za-zÀ-ž' .-]+", variant) is not None and len(tokens) > 1 and own <= set(tokens)
            and bool(own) and set(tokens) <= words and not variant.isupper() and variant[0].isupper()
            and not NO_VARIANT.search(variant) and tokens[-1] not in ("of", "the"))


def add_facts(rows, facts):
    """Demonyms and long names; the capitals come later, because our own rows add to them."""
    for fact in facts:
        identity = RENUMBERED.get(fact.get("qid"), fact.get("qid"))
        if fact["kind"] != "country" or identity not in rows or not fact["demonym_adj"] + fact["demonym_noun"]:
            continue
        names = [alias for alias in fact["aliases"] if re.fullmatch(r"[A-Za-zÀ-ž' -]{6,60}", alias)]
        rows[identity]["aliases"] += [alias for alias in names if " or " not in alias]
        if rows[identity]["kind"] == "state" and not rows[identity]["parent"]:
            forms = demonyms(fact["demonym_noun"]) + demonyms(fact["demonym_adj"])
            rows[identity]["demonyms"] += [form for form in forms if form != rows[identity]["name"]]


def demonyms(text):
    """The forms in "Argentine(s)", "Irishman(men), Irish (collective plural)", "Lao(s) or Laotian(s)"."""
    forms = []
    for part in re.split(r",|;| or ", re.sub(r"\s*\((?!s\)|men\)|women\))[^)]*\)", "", text)):
        part = part.strip()
        if not re.fullmatch(r"[A-ZÀ-Ž][\w' -]+(\((s|men|women)\))?", part) or "note" in part or part == "NA":
            continue
        stem, _, ending = part.partition("(")
        forms.append(stem)
        if ending == "s)":
            forms.append(stem + "s")
        elif ending:
            forms.append(re.sub("(man|woman)$", ending[:-1], stem))
    return [form for form in forms if len(form) > 3 or form == "Lao"]


def add_own(rows, path):
    """Our own rows: a new id is a new actor, a known one is mended, and `-name` takes a name away."""
    owned = {form for actor in rows.values() for form in actor["demonyms"]}  # a country's people stay its own
    for own in csv.DictReader(path.open(encoding="utf-8")):
        target = rows.setdefault(own["id"], row(own["id"], own["name"], own["kind"], own["type"]))
        for column in ("name", "kind", "type", "parent", "country"):
            target[column] = own[column] or target[column]
        for column in ("aliases", "demonyms", "metonyms", "roles"):
            values = [value for value in own[column].split("|") if value]
            if column == "demonyms" and path.stem != MENDED:
                values = [value for value in values if value not in owned]
            taken = {value[1:] for value in values if value.startswith("-")}
            kept = [value for value in target[column] if value not in taken]
            target[column] = kept + [value for value in values if not value.startswith("-")]


def add_capitals(rows, facts):
    """Each capital is a place of its own, and another name of its government."""
    capitals = [(RENUMBERED.get(fact.get("qid"), fact.get("qid")), fact["capital"]) for fact in facts
                if fact["kind"] == "country"]
    seats = [(identity, name) for identity, actor in list(rows.items()) if actor["kind"] == "state"
             for name in actor["metonyms"]]
    known = {fold(name) for actor in rows.values() if actor["kind"] == "place" for name in names_of(actor)}
    for identity, capital in capitals:
        capital = CAPITAL_SPELLINGS.get(capital, capital)
        actor = rows.get(identity)
        if not actor or actor["kind"] != "state" or actor["parent"] or not capital or capital in SKIPPED_CAPITALS:
            continue
        actor["metonyms"].insert(0, capital)
        seats.append((identity, capital))
    for identity, name in seats:
        city = CAPITAL_IDS.get(name, slug(name))
        if name == rows[identity]["name"] or fold(name) in known and city not in rows:
            continue
        known.add(fold(name))
        place = rows.setdefault(city, row(city, name, "place", "LOC", identity, country=rows[identity]["country"]))
        place["aliases"] += spellings(name)
        actor = rows[identity]
        actor["metonyms"] += [spelling for spelling in spellings(name) if spelling in ("Kiev", "Peking", "Teheran")]


def spellings(name):
    """Other English spellings of a capital that news uses."""
    return {"Kyiv": ["Kiev"], "Beijing": ["Peking"],
            "Washington": ["Washington, D.C.", "Washington, DC", "Washington DC"],
            "Sanaa": ["Sana'a"], "Tehran": ["Teheran"], "Brasília": ["Brasilia"], "Dhaka": ["Dacca"]}.get(name, [])


def add_leaders(rows, facts):
    """Heads of state and government. Their ids are slugs, unless our own rows know the person."""
    known = {fold(name) for actor in rows.values() if actor["type"] == "PER" for name in names_of(actor)}
    known |= {(actor["parent"], fold(actor["name"]).split()[-1]) for actor in rows.values() if actor["type"] == "PER"}
    for fact in facts:
        country = RENUMBERED.get(fact.get("country_qid"), fact.get("country_qid"))
        if fact["kind"] != "leader" or country not in rows:
            continue
        if rows[country]["kind"] != "state" or rows[country]["parent"]:
            continue
        if not fact["text"].startswith(TITLES) or "represented by" in fact["text"] or " of " in fact["text"]:
            continue
        name, aliases = leader_name(fact["text"])
        forms = {fold(form) for form in [name, *aliases]}
        if len(name.split()) < 2 or (country, re.split("[ -]", fold(name))[-1]) in known or forms & known:
            continue
        known |= forms
        rows[slug(name)] = row(slug(name), name, "person", "PER", country, aliases, rows[country]["country"])


def leader_name(text):
    """The name in running case and shorter forms: "President Luis Rodolfo ABINADER Corona" → Luis Abinader."""
    words = re.sub(r'["“][^"”]*["”]|\([^)]*\)', "", text).replace(",", " ").split()
    while words and words[0] in TITLE_WORDS:
        words.pop(0)
    words = [word for word in words if word not in ("Jr.", "Sr.")]
    capitals = [index for index, word in enumerate(words) if is_surname(word)]
    if not capitals:
        return "", []
    full = " ".join(running_case(word) for word in words)
    if capitals[0] == 0:
        short = " ".join(full.split()[: max(2, capitals[-1] + 1)])
        return full, [] if fold(short).split()[-1] in ("bin", "al", "el", "de") else [short]
    surname = " ".join(running_case(words[index]) for index in capitals)
    short = f"{words[0]} {surname}"
    upto = " ".join(full.split()[: capitals[-1] + 1])
    middle = [f"{words[index]} {surname}" for index in range(1, capitals[0]) if words[index][1:].islower()]
    return (short if len(words[0]) > 2 else full), [full, upto, *middle]


def is_surname(word):
    """Whether the source set this word in capitals, as it does with surnames."""
    letters = re.sub(r"[^\w]|^al-|^el-", "", word)
    return len(letters) > 1 and (letters.isupper() or re.search(r"[A-ZÀ-Ž]{3,}", word) is not None)


def running_case(word):
    if re.fullmatch(r"[IVX]+", word):
        return word
    if not is_surname(word):
        return word
    return "-".join(part if part in ("al", "el") else part[:1].upper() + part[1:].lower() for part in word.split("-"))


def add_legislators(rows, legislators):
    """Members of the US Congress with Wikidata ids; a name that two share is left out."""
    named = collections.defaultdict(list)
    for legislator in legislators:
        identity, name = legislator["id"].get("wikidata"), legislator["name"]
        full = legislator["id"].get("wikipedia", name.get("official_full", ""))
        full = re.sub(r" \(.*", "", full)
        forms = [full, name.get("official_full", ""), f"{name['first']} {name['last']}"]
        forms += [f"{name['nickname']} {name['last']}"] if "nickname" in name else []
        forms = [re.sub(r",? (Jr\.|Sr\.|II|III)$", "", form) for form in forms]
        forms = list(dict.fromkeys(form for form in forms if " " in form and form not in SKIPPED_LEGISLATORS
                                    and not re.match(r"[A-Z]\. \w+$", form)))
        if identity and full and forms and forms[0] == full:
            for form in forms:
                named[fold(form)].append(identity)
            target = rows.setdefault(identity, row(identity, full, "person", "PER", "Q30", country="USA"))
            target["aliases"] += forms
    for legislator in legislators:
        target = rows.get(legislator["id"].get("wikidata"), {"aliases": []})
        target["aliases"] = [alias for alias in target["aliases"] if len(set(named.get(fold(alias), ["own"]))) < 2]


def drop_borrowed_aliases(rows):
    """A territory does not go by another actor's name: "Kuwait City" is not Kuwait. Georgia is the one exception."""
    owners = {fold(actor["name"]): identity for identity, actor in rows.items() if actor["name"] != "Georgia"}
    for identity, actor in rows.items():
        if actor["type"] == "LOC":
            own = [name for name in actor["aliases"] if owners.get(fold(name), identity) == identity]
            actor["aliases"] = own


def drop_shared_demonyms(rows):
    """"Korean" and "Guinean" name two countries each: nobody gets them."""
    owners = collections.Counter(form for actor in rows.values() for form in set(actor["demonyms"]))
    for actor in rows.values():
        shared = [form for form in dict.fromkeys(actor["demonyms"]) if owners[form] > 1]
        for form in shared:
            print(f"{actor['name']}: demonym {form!r} is shared, left out", file=sys.stderr)
        actor["demonyms"] = [form for form in actor["demonyms"] if owners[form] == 1]


def drop_dangling_parents(rows):
    for actor in rows.values():
        actor["parent"] = actor["parent"] if actor["parent"] in rows else ""


def add_cameo(rows, folder):
    """The CAMEO code of each state and body that the Phoenix dictionaries know by one of its names."""
    codes = {}
    for path in sorted(folder.glob("*.actors.txt")):
        names, code = [], ""
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines() + ["END"]:
            line = re.sub(r"[#;].*", "", line).rstrip()
            name = re.sub(r"\s*\[.*", "", line).strip()
            if name and not name.startswith("+"):  # a new actor; the one before is complete
                codes.update({fold(known): code for known in names if code and fold(known) not in codes})
                names, code = [], ""
            names += [name.lstrip("+").replace("_", " ").strip()] if name else []
            undated = re.search(r"\[([A-Z]{3,})\]", line)
            code = code or (undated[1] if undated else "")
    for actor in rows.values():
        if actor["type"] != "PER" and actor["kind"] != "place":
            actor["cameo"] = next((codes[fold(name)] for name in names_of(actor) if fold(name) in codes), "")


def complain(rows):
    """Names that two actors of one type claim and no rule divides: the document could not decide."""
    owners = collections.defaultdict(set)
    for identity, actor in rows.items():
        for name in names_of(actor):
            if name and not name.endswith("?"):
                owners[fold(name), actor["type"] == "PER"].add(identity)
    for (name, _), claimed in sorted(owners.items()):
        homes = {rows[identity]["parent"] or rows[identity]["country"] for identity in claimed}
        if len(claimed) > 1 and len(homes) < len(claimed):
            print(f"{name!r} is claimed by {', '.join(sorted(claimed))}", file=sys.stderr)


def compare(rows, countries):
    """Where another list disagrees, say so and change nothing: its licence does not allow deriving rows from it."""
    by_code = {actor["country"]: actor for actor in rows.values() if actor["kind"] == "state" and actor["country"]}
    for country in countries:
        actor = by_code.get(country["cca3"])
        demonym = country.get("demonyms", {}).get("eng", {}).get("m", "")
        if actor and demonym and demonym not in actor["demonyms"]:
            print(f"{actor['name']}: the other list says {demonym!r}, ours {actor['demonyms']}", file=sys.stderr)


def row(identity, name, kind, entity, parent="", aliases=(), country=""):
    return {"id": identity, "name": name, "kind": kind, "type": entity, "parent": parent, "aliases": list(aliases),
            "demonyms": [], "metonyms": [], "roles": [], "country": country, "cameo": ""}


def names_of(actor):
    return [actor["name"], *actor["aliases"]]


def fold(text):
    """Lower case without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", fold(name).replace("'", "")).strip("-")


def add_media(rows, path):
    """The CAMEO code of news media and pollsters: MED, behind their country's. They are mostly cited, not talked about."""
    for own in csv.DictReader(path.open(encoding="utf-8")):
        rows[own["id"]]["cameo"] = f"{rows[own['id']]['country']}MED"


def write(rows, path):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for identity in sorted(rows):
            actor = rows[identity]
            lists = {column: "|".join(tidy(actor, column)) for column in ("aliases", "demonyms", "metonyms", "roles")}
            writer.writerow([{**actor, **lists}[column] for column in COLUMNS])
    kinds = collections.Counter(actor["kind"] for actor in rows.values())
    print(f"{path}: {len(rows)} actors, {dict(sorted(kinds.items()))}, {path.stat().st_size} bytes", file=sys.stderr)


def tidy(actor, column):
    """A column's values once each, without the name itself."""
    seen = {actor["name"]}
    return [value for value in actor[column] if value and not (value in seen or seen.add(value))]


if __name__ == "__main__":
    main()
