//! Who expresses a stance: the text itself, or somebody whom it quotes (pure).
//!
//! Whether somebody quoted judges is the model's reading, but where it wavers, whoever is mentioned in long quotations
//! only is judged by whom they quote, and the guest of an interview speaks without marks. Whom, is found by rules (see
//! [`Passage`]), and where these leave it open by the model.

use super::Verdict;
use super::passage::Passage;
use super::speakers::Speaker;
use crate::types::{Holder, Mention, Span, Stance, Voice};

/// Below this the author judges whatever stands in quotation marks: he rejects it, or it is a title.
const MAY_QUOTE: f64 = 0.1;

/// The voice behind a verdict on `actor`; nothing where somebody quoted judges whom the rules do not find.
///
/// `(text, paragraph, mentions)` is a paragraph of a text with its mentions, in order; `is_guest` says that the
/// guest of an interview speaks there.
pub fn voice(
    (text, paragraph, mentions): (&str, Span, &[Mention]),
    is_guest: bool,
    actor: usize,
    verdict: &Verdict,
) -> Option<Voice> {
    if verdict.stance == Stance::Neutral {
        return Some(Voice::Author);
    }
    let judged: Vec<&Mention> = mentions.iter().filter(|mention| mention.actor == Some(actor)).collect();
    let first =
        judged.first().map_or(Span::new(paragraph.start(), paragraph.start()), |mention| mention.span);
    let passage = Passage::around(text, paragraph, first, mentions);
    let is_self = |holder: &Holder| holder.actor == Some(actor);
    let unquoted = match passage.post() {
        Some(poster) if !is_self(&poster) || verdict.stance == Stance::Favor => Voice::Quoted(Some(poster)),
        Some(_) => Voice::Quoted(None),
        None if is_guest => Voice::Quoted(None),
        None => Voice::Author,
    };
    if verdict.quoted <= MAY_QUOTE || verdict.quoted <= 0.5 && !passage.quotes_all(paragraph, &judged) {
        return Some(unquoted);
    }
    let speakers = passage.speakers((actor, verdict.stance), first, &judged);
    let is_self = |speaker: &Speaker| speaker.holder.as_ref().is_some_and(is_self);
    let is_own_word = speakers.iter().any(|speaker| !speaker.is_elsewhere && is_self(speaker));
    let is_no_holder = |speaker: &Speaker| is_self(speaker) || is_own_word && speaker.is_elsewhere;
    let another = speakers.iter().find(|speaker| !is_no_holder(speaker));
    // Whoever praises himself is quoted; whoever is blamed is hardly his own accuser.
    let found = match (another, verdict.stance) {
        (None, Stance::Favor) => speakers.first(),
        _ => another,
    };
    Some(Voice::Quoted(Some(found?.holder.clone()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{EntityType, Use};
    use proptest::prelude::*;

    const PIECES: &[&str] = &[
        "Ann",
        " ",
        "said",
        "who ",
        "was ",
        "by ",
        ", ",
        ". ",
        "“",
        "”",
        "\"",
        "’s",
        "é",
        "🙂",
        "according to ",
        "He ",
        "accuse ",
        "accusing ",
        "worried ",
        "took ",
        "criticism from ",
        "critics ",
        "and his ",
        "of ",
        "— ",
        ": ",
        "(@",
    ];

    fn mention(span: Span, actor: usize) -> Mention {
        Mention {
            span,
            paragraph: 0,
            kind: EntityType::Per,
            named: true,
            usage: Use::Actor,
            score: 1.0,
            actor: Some(actor),
            link: None,
        }
    }

    fn verdict(stance: Stance, quoted: f64) -> Verdict {
        Verdict { probabilities: [0.0; 3], stance, score: 0.0, quoted }
    }

    /// The voice behind a verdict on actor 0 in a text that is one paragraph and no interview.
    fn voice_of(text: &str, mentions: &[Mention], verdict: &Verdict) -> Voice {
        let read = (text, Span::new(0, text.len()), mentions);
        voice(read, false, 0, verdict).unwrap_or(Voice::Quoted(None))
    }

    /// All places of some names in a text, in order; the names are actors 0, 1, 2 …
    fn named(text: &str, names: &[&str]) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = names
            .iter()
            .enumerate()
            .flat_map(|(actor, name)| {
                text.match_indices(name).map(move |(at, _)| mention(Span::new(at, at + name.len()), actor))
            })
            .collect();
        mentions.sort_by_key(|mention| mention.span);
        mentions
    }

    /// Names in `text` are actors 0, 1, 2 … in the order of `names`; the stance is toward actor 0.
    fn check(text: &str, names: &[&str], expected: Option<&str>) {
        check_stance(Stance::Against, text, names, expected);
    }

    fn check_stance(stance: Stance, text: &str, names: &[&str], expected: Option<&str>) {
        let mentions = named(text, names);
        let found = match voice_of(text, &mentions, &verdict(stance, 0.9)) {
            Voice::Author => panic!("{text}: author"),
            Voice::Quoted(holder) => holder.map(|holder| holder.span.of(text)),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn holders_speak() {
        check("“Moreno has failed the city,” Okafor said.", &["Moreno", "Okafor"], Some("Okafor"));
        check("Okafor accused Moreno of failing the city.", &["Moreno", "Okafor"], Some("Okafor"));
        check("\"Moreno has failed us,\" said Okafor.", &["Moreno", "Okafor"], Some("Okafor"));
        check("Moreno was mocked by Okafor.", &["Moreno", "Okafor"], Some("Okafor"));
        check("Rep. Okafor, D-Calif., blamed Moreno.", &["Moreno", "Okafor", "D-Calif"], Some("Okafor"));
        check("Moreno is a thief, according to Okafor.", &["Moreno", "Okafor"], Some("Okafor"));
        check("Okafor, a nurse from Orla, blamed Moreno.", &["Moreno", "Okafor"], Some("Okafor"));
        check("“Moreno lied. Moreno stole,” Okafor said.", &["Moreno", "Okafor"], Some("Okafor"));
        check("\"Moreno lied. Moreno stole,\" Okafor said.", &["Moreno", "Okafor"], Some("Okafor"));
        check("\"Is Moreno a thief?\" Okafor asked.", &["Moreno", "Okafor"], Some("Okafor"));
        check("“Moreno lied,” said Sen. Okafor.", &["Moreno", "Okafor"], Some("Okafor"));
        check("The U.S. condemned Moreno.", &["Moreno", "U.S."], Some("U.S."));
        check("Okafor, who accused Moreno of theft, resigned.", &["Moreno", "Okafor"], Some("Okafor"));
        check("Moreno was sharply criticised by Okafor.", &["Moreno", "Okafor"], Some("Okafor"));
        check("In a letter to Lee, the bishops denounced Moreno.", &["Moreno", "Lee"], Some("the bishops"));
        check("Lee's lawyer denounced Moreno.", &["Moreno", "Lee"], Some("Lee's lawyer"));
        check("“Moreno lied,” said the convenor, Lee.", &["Moreno", "Lee"], Some("Lee"));
        check("Lee said that Moreno lied and Okafor added more.", &["Moreno", "Lee", "Okafor"], Some("Lee"));
        check("Lee said by phone that Moreno lied.", &["Moreno", "Lee"], Some("Lee"));
        check("A spokeswoman said by email that Moreno lied.", &["Moreno"], Some("A spokeswoman"));
        check("Okafor came late. Moreno was mocked by her husband.", &["Moreno"], Some("her husband"));
        check("In a fight over alleged abuse, critics say, Moreno lied.", &["Moreno"], Some("critics"));
        check("On Saturday called a thief, Moreno lied.", &["Moreno"], None);
        check(
            "Moreno made a “grave mistake,” said Lee's Okafor.",
            &["Moreno", "Lee", "Okafor"],
            Some("Okafor"),
        );
        check("Things said by Lee hurt Moreno.", &["Moreno", "Lee"], Some("Lee"));
        check("According to critics, Moreno lied.", &["Moreno"], Some("critics"));
        check(
            "According to prosecutors, Lee knew that Moreno lied.",
            &["Moreno", "Lee"],
            Some("prosecutors"),
        );
        check("Moreno was mocked by the press, Lee recalls.", &["Moreno", "Lee"], Some("the press"));
        let closed = "An aide said it was “a room we were not in”. Moreno, the mayor said, lied.";
        check(closed, &["Moreno"], Some("the mayor"));
        let first_of_two = "Okafor said on Monday that the vote on the budget of the city would go ahead in May. \
                            “Moreno lied. We deserve better,” Lee said.";
        check(first_of_two, &["Moreno", "Okafor", "Lee"], Some("Lee"));
    }

    #[test]
    fn holders_speak_by_many_verbs() {
        check("Lee shot back at Moreno.", &["Moreno", "Lee"], Some("Lee"));
        check("Lee took the whole of Moreno's party to task.", &["Moreno", "Lee"], Some("Lee"));
        check("Lee left the hall, accusing Moreno of theft.", &["Moreno", "Lee"], Some("Lee"));
        check("They met, with Lee accusing Moreno of theft.", &["Moreno", "Lee"], Some("Lee"));
        check("The mayor, Lee, left the hall, calling Moreno a thief.", &["Moreno", "Lee"], Some("Lee"));
        check("Lee was furious that Moreno had left.", &["Moreno", "Lee"], Some("Lee"));
        check("Farmers complain that Moreno lied.", &["Moreno"], Some("Farmers"));
        check("Lee wants the farmers to complain that Moreno lied.", &["Moreno", "Lee"], None);
        check("Farmers may complain that Moreno lied.", &["Moreno"], None);
        check("Moreno was branded a thief by Lee.", &["Moreno", "Lee"], Some("Lee"));
        check("Moreno drew criticism from Lee.", &["Moreno", "Lee"], Some("Lee"));
        check("Lee's criticism of Moreno went unheard.", &["Moreno", "Lee"], Some("Lee"));
        check("Moreno’s alleged theft came up when Lee spoke.", &["Moreno", "Lee"], None);
        check("Lee: Moreno lied to us", &["Moreno", "Lee"], Some("Lee"));
        check("“Moreno lied to us.” — Lee, Orla News", &["Moreno", "Lee"], Some("Lee"));
        check("I know that Moreno lied. — Lee (@lee) May 3, 2026", &["Moreno", "Lee"], Some("Lee"));
        check("Moreno lied – as always – to Lee", &["Moreno", "Lee"], None);
        check("“Moreno lied to us” — words that stunned Lee.", &["Moreno", "Lee"], None);
        check("Moreno was accused of being paid by Lee.", &["Moreno", "Lee"], None);
        check("Lee's rivals blame Moreno.", &["Moreno", "Lee"], Some("Lee's rivals"));
        check("The economy continued to slide under Moreno, Lee said.", &["Moreno", "Lee"], Some("Lee"));
        check("Lee praised Moreno, but Okafor denounced him.", &["Moreno", "Lee", "Okafor"], Some("Okafor"));
        check("Lee praised Okafor and accused Moreno.", &["Moreno", "Lee", "Okafor"], Some("Lee"));
        check("Lee made a push for more money, tweeting that Moreno lied.", &["Moreno", "Lee"], Some("Lee"));
        check("Lee released a terse note declaring that Moreno lied.", &["Moreno", "Lee"], Some("Lee"));
        check(
            "Lee and his allies, meanwhile, pointed to the plot of Moreno.",
            &["Moreno", "Lee"],
            Some("Lee"),
        );
    }

    #[test]
    fn a_subject_is_the_head_of_its_phrase() {
        check("Critics of Moreno and of Lee say that he lied.", &["Moreno", "Lee"], Some("Critics"));
        check("Some Lee supporters denounced Moreno.", &["Moreno", "Lee"], Some("Some Lee supporters"));
        check("Moreno was denounced by Lee supporters.", &["Moreno", "Lee"], Some("Lee supporters"));
        check("Lee and her allies say that Moreno lied.", &["Moreno", "Lee"], Some("Lee"));
        check("The chief of staff Lee denounced Moreno.", &["Moreno", "Lee"], Some("Lee"));
        check(
            "A woman who met Lee and Okafor denounced Moreno.",
            &["Moreno", "Lee", "Okafor"],
            Some("A woman"),
        );
        check("A nurse, who met Lee, denounced Moreno.", &["Moreno", "Lee"], Some("A nurse"));
        check("Among them was Lee, a nurse, who denounced Moreno.", &["Moreno", "Lee"], Some("Lee"));
        check("Nobody came as voters denounced Moreno.", &["Moreno"], Some("voters"));
        check("The vote came after Lee denounced Moreno.", &["Moreno", "Lee"], Some("Lee"));
        check("Last month denounced Moreno.", &["Moreno"], None);
        check("Lee, for all her “quiet ways” and smiles, denounced Moreno.", &["Moreno", "Lee"], Some("Lee"));
        check("A vote would be \"huge,\" says Lee, who backs Moreno.", &["Moreno", "Lee"], Some("Lee"));
        check("“Moreno lied,’’ Lee wrote.", &["Moreno", "Lee"], Some("Lee"));
        check("The Lee ally Okafor denounced Moreno.", &["Moreno", "Lee", "Okafor"], Some("Okafor"));
        check("“Moreno lied,” said Lee adviser Okafor.", &["Moreno", "Lee", "Okafor"], Some("Okafor"));
        check("Lee embraced the news from Orla and chided Moreno.", &["Moreno", "Lee"], Some("Lee"));
        check("Votes count, and Moreno won them, says Sen. Lee, a nurse.", &["Moreno", "Lee"], Some("Lee"));
        check("Lee, the mayor, said Moreno lied.", &["Moreno", "Lee"], Some("Lee"));
        check("A woman suing Lee denounced Moreno.", &["Moreno", "Lee"], Some("A woman"));
        check(
            "Flanked by Lee, Okafor, a nurse, blamed Moreno.",
            &["Moreno", "Lee", "Okafor"],
            Some("Okafor"),
        );
        check("Last month farmers denounced Moreno.", &["Moreno"], Some("farmers"));
        check("The family denounced Moreno.", &["Moreno"], Some("The family"));
        check("Nobody believes Moreno.", &["Moreno"], None);
        check("The hard left has denounced Moreno.", &["Moreno"], Some("The hard left"));
        check("May has said that Moreno lied.", &["Moreno", "May"], Some("May"));
        check("The mayor took a hard line on crime and is angry at Moreno.", &["Moreno"], Some("The mayor"));
        let what = "A dozen nurses have defied the law in what Lee called a plot by Moreno.";
        check(what, &["Moreno", "Lee"], Some("Lee"));
        let poll = "According to a poll, farmers denounced Moreno.";
        check(poll, &["Moreno"], Some("farmers"));
    }

    #[test]
    fn whoever_spoke_before_goes_on_speaking() {
        check("Lee said it was late. Moreno lied, he said.", &["Moreno", "Lee"], Some("Lee"));
        check("Lee came late. Moreno lied, she said.", &["Moreno", "Lee"], Some("Lee"));
        check("Lee and Okafor came. Moreno lied, she said.", &["Moreno", "Lee", "Okafor"], None);
        check("“Lee came late.” Moreno lied, she said.", &["Moreno", "Lee"], None);
        check("Lee said it was late. They accused Moreno.", &["Moreno", "Lee"], None);
    }

    #[test]
    fn holders_may_be_described_or_left_open() {
        check("Two retired judges praised Moreno.", &["Moreno"], Some("Two retired judges"));
        check("He praised Moreno.", &["Moreno"], None);
        check("She has also praised Moreno.", &["Moreno"], None);
        check("Critics have accused Moreno.", &["Moreno"], Some("Critics"));
        check("Moreno is a thief, according to him.", &["Moreno"], None);
        check("Moreno was mocked.", &["Moreno"], None);
        check("Critics cried “Moreno out!” all night.", &["Moreno"], None);
        check("Okafor arrived late. Moreno, as ever, lied.", &["Moreno", "Okafor"], None);
    }

    /// `pronoun` stands for actor 1, who is named first; the stance is against actor 0.
    fn check_pronoun(text: &str, pronoun: &str, names: &[&str], expected: Option<&str>) {
        let at = text.find(pronoun).expect("the pronoun is in the text");
        let reference = Mention { named: false, ..mention(Span::new(at, at + pronoun.trim_end().len()), 1) };
        let mut mentions = vec![reference];
        for (actor, name) in names.iter().enumerate() {
            mentions.extend(text.find(name).map(|at| mention(Span::new(at, at + name.len()), actor)));
        }
        mentions.sort_by_key(|mention| mention.span);
        let found = match voice_of(text, &mentions, &verdict(Stance::Against, 0.9)) {
            Voice::Author => panic!("{text}: author"),
            Voice::Quoted(holder) => holder.map(|holder| (holder.actor, holder.span.of(text))),
        };
        assert_eq!(found, expected.map(|name| (Some(1), name)), "{text}");
    }

    #[test]
    fn a_pronoun_stands_for_an_actor_that_the_paragraph_names() {
        let names = &["Moreno", "Okafor"];
        check_pronoun("Okafor came late. “Moreno lied,” she said.", "she ", names, Some("Okafor"));
        check_pronoun("Okafor came late. “Moreno lied,” said she.", "she", names, Some("Okafor"));
        check_pronoun("Okafor came late. Moreno lied, she said by phone.", "she ", names, Some("Okafor"));
        check_pronoun("“Moreno lied,” she said.", "she ", names, None);
        check_pronoun("Okafor came late. Those close to him said Moreno lied.", "him ", names, None);
    }

    #[test]
    fn whoever_is_named_in_quotations_only_is_judged_by_whom_they_quote() {
        let of = |text: &str| {
            let at = text.find("Moreno").expect("named");
            voice_of(text, &[mention(Span::new(at, at + 6), 0)], &verdict(Stance::Against, 0.2))
        };
        let long = "“They told us that Moreno would never lie to this city,” critics said.";
        let holder = Holder { actor: None, span: Span::new(long.find("critics").unwrap(), long.len() - 6) };
        assert_eq!(of(long), Voice::Quoted(Some(holder)));
        assert_eq!(of("The “Moreno miracle” is a lie that nobody in this city believes."), Voice::Author);
        assert_eq!(of("“They told us that Moreno would never lie to this city."), Voice::Author);
        assert_eq!(of("Moreno lied. “Nobody in this city believes what he says.”"), Voice::Author);
    }

    #[test]
    fn a_guest_who_is_not_quoted_otherwise_speaks_for_himself() {
        let text = "Moreno lied.";
        let mentions = [mention(Span::new(0, 6), 0)];
        let read = (text, Span::new(0, text.len()), mentions.as_slice());
        assert_eq!(voice(read, true, 0, &verdict(Stance::Against, 0.1)), Some(Voice::Quoted(None)));
    }

    #[test]
    fn whoever_signed_a_post_judges_in_all_of_it() {
        let post = "I said it before, and Moreno said it too: he lied. — Lee (@lee) May 3, 2026";
        check(post, &["Moreno", "Lee"], Some("Lee"));
        let mentions = named(post, &["Moreno", "Lee"]);
        let Voice::Quoted(Some(holder)) = voice_of(post, &mentions, &verdict(Stance::Against, 0.05)) else {
            panic!("a post is its poster's");
        };
        assert_eq!(holder.actor, Some(1));
    }

    #[test]
    fn what_only_looks_like_a_post_is_none() {
        for text in [
            "Moreno ruined the city — as Lee (@lee) is right to say, Moreno lied.",
            "Moreno ruined the city – Lee (@lee) disagreed.",
        ] {
            let mentions = named(text, &["Moreno", "Lee"]);
            assert_eq!(voice_of(text, &mentions, &verdict(Stance::Against, 0.05)), Voice::Author, "{text}");
        }
    }

    #[test]
    fn whoever_praises_himself_is_quoted() {
        let text = "Moreno said that he had kept every promise.";
        check_stance(Stance::Favor, text, &["Moreno"], Some("Moreno"));
        check_stance(Stance::Against, text, &["Moreno"], None);
        let other = "“I failed this city,” said Moreno. The vote is set for May, Okafor said.";
        check_stance(Stance::Against, other, &["Moreno", "Okafor"], None);
    }

    #[test]
    fn the_author_speaks_unless_the_model_says_otherwise() {
        let text = "Okafor blamed Moreno.";
        assert_eq!(voice_of(text, &[], &verdict(Stance::Against, 0.5)), Voice::Author);
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
            cuts in prop::collection::vec((0usize..200, 1usize..30, 0usize..3, any::<bool>()), 0..12),
        ) {
            let text: String = pieces.concat();
            let mut mentions: Vec<Mention> = cuts
                .into_iter()
                .filter_map(|(start, length, actor, named)| {
                    let start = text.floor_char_boundary(start.min(text.len()));
                    let end = text.floor_char_boundary((start + length).min(text.len()));
                    Span::within(&text, start, end).map(|span| Mention { named, ..mention(span, actor) })
                })
                .collect();
            mentions.sort_by_key(|mention| mention.span);
            for (stance, quoted) in [(Stance::Against, 0.9), (Stance::Favor, 0.9), (Stance::Favor, 0.3)] {
                let found = voice_of(&text, &mentions, &verdict(stance, quoted));
                if let Voice::Quoted(Some(holder)) = found {
                    prop_assert!(!holder.span.of(&text).is_empty());
                }
            }
        }
    }
}
