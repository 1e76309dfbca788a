//! The words that the search for a holder knows (pure).

use std::collections::HashSet;
use std::sync::LazyLock;

/// Verbs after a subject that make what follows the subject's view, in lower case, as in the text. Words that are mostly
/// nouns are left out.
pub(super) static SPEECH: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set("accused accuses acknowledged acknowledges added adds admired admires admits admitted agreed agrees \
        alleged alleges announced applauded applauds approved approves argued argues asked asks assailed \
        asserted asserts attacked attributed backed bashed believed believes belittled bemoaned berated \
        blamed blames blasted blasts boasted boasts booed bragged called calls castigated cautioned cautions \
        challenged chanted characterized charged chastised cheered chided chides cited cites claimed \
        commended compared complained complains complimented conceded concedes concluded concludes condemned \
        condemns confronted congratulated considers contended contends continued continues countered \
        credited criticised criticises criticized criticizes cursed curses declared decried deemed deems \
        defended defends demanded demeaned demonized denigrated denigrates denounced denounces deplored \
        deplores derided derides described describes disagreed disagrees disapproved disapproves dismissed \
        dismisses disparaged disputed distrusted distrusts doubted dubbed echoed echoes emphasised \
        emphasized endorsed endorses excoriated explained explains faulted feared feels felt fretted fumed \
        griped groused grumbled guessed hailed hails heckled hinted implied implies indicated indicates \
        insisted insists insulted jeered joked judged labeled labelled lambasted lambastes lamented laments \
        lashed lauded lauds laughed laughs lectured likened likens loved loves maintained maintains \
        mistrusted moaned mocked mocks mused noted objected observed opined opposed opposes panned pleaded \
        portrayed posted praised praises predicted predicts professed protested questioned quipped quips \
        quizzed raged railed reads reasoned rebuffed rebuked rebukes recalled recalls reckons recounted recounts \
        refuted reiterated rejected rejects rejoiced remarked remembered remembers reminded repeated replied \
        reprimanded resented responded retorted retweeted revealed ridiculed ripped ruled said saluted \
        salutes savaged says scoffed scolded scorned sees shouted signaled signalled skewered slammed slams \
        smeared snapped sneered speculated speculates stated stressed stresses suggested suggests supported \
        suspected suspects sympathised sympathized taunted teased tells testified testifies thanked \
        theorized thinks thought threatened told touted touts trashed tweeted underscored urged urges \
        vilified voiced vowed wailed warned warns welcomed welcomes wondered wonders writes wrote yelled")
});

/// The same before which the subject is a plural. Those that are as often nouns are left out where nouns stand before
/// them too ("wins praise").
pub(super) static PLURAL: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "accuse acknowledge admire admit agree allege approve argue assert believe blame call complain concede \
        condemn consider contend criticise criticize decry denounce describe disagree disapprove dismiss \
        distrust emphasize endorse fear feel gripe hail insist lament maintain mock object oppose predict \
        question reject say speculate suggest think urge warn welcome worry",
    )
});

/// Their participles: "Lee left, accusing Moreno of theft".
pub(super) static PARTICIPLES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "accusing alleging applauding arguing asking assailing asserting attacking bashing bemoaning berating \
        blaming blasting calling castigating chastising chiding claiming commending comparing complaining \
        conceding condemning congratulating contending crediting criticising criticizing decrying declaring deeming \
        denouncing deploring deriding describing dismissing disparaging emphasizing endorsing excoriating \
        faulting griping hailing heckling insisting insulting labeling labelling lambasting lamenting \
        lauding likening maintaining mocking objecting panning portraying praising predicting questioning \
        railing rebuking rejecting ridiculing ripping saluting saying scolding skewering slamming stressing \
        suggesting taunting thanking touting trashing tweeting urging viewing vilifying voicing vowing warning welcoming",
    )
});

/// Words after "is" that make what follows the subject's view.
pub(super) static ATTITUDES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set("adamant afraid alarmed angry appalled certain concerned confident convinced critical disappointed \
        disgusted dismayed dismissive embarrassed enraged fearful frustrated furious grateful horrified \
        livid offended outraged proud scathing sceptical shocked skeptical surprised suspicious troubled \
        unconvinced unhappy unimpressed upset wary worried")
});

/// Verbs that speak only with the word after them.
pub(super) const PHRASES: &[(&str, &str)] = &[
    (
        "expressed",
        "alarm anger concern concerns confidence disappointment dismay doubt doubts frustration gratitude \
         outrage regret skepticism support",
    ),
    ("fired", "back"),
    ("gave", "credit"),
    ("hit", "back out"),
    ("laid", "into"),
    ("made", "clear"),
    ("paid", "tribute"),
    ("pointed", "out to"),
    ("pushed", "back"),
    ("shot", "back"),
    ("spoke", "out"),
    ("struck", "back"),
    ("took", "aim exception issue umbrage"),
    ("tore", "into"),
    ("went", "after"),
];

/// Verbs before "by" that say how somebody is judged, besides those of speech.
pub(super) const BY: &str = "\
    branded considered despised hated liked lionised lionized perceived regarded respected reviled seen \
    shunned trusted viewed";

/// Nouns of judgement before "from": "came under fire from Lee".
pub(super) const FIRE: &str = "fire flak heat";

/// Words that bring it: "fire" alone burns.
pub(super) const UNDER: &str = "drawing drawn drew draws taken takes taking took under";

/// Nouns of judgement: "criticism from Lee", "Lee's criticism".
pub(super) const JUDGEMENTS: &str = "\
    acclaim accusation accusations applause argument assessment backlash blame complaint complaints \
    condemnation criticism criticisms denunciation description mockery outrage plaudits praise protests \
    rebuke rebukes ridicule scorn tirade";

/// Words that make the verb after them passive: who judges then stands after "by".
pub(super) const BE: &str = "\
    are aren't aren’t be been being got is isn't isn’t was wasn't wasn’t were weren't weren’t";

/// Words between a subject and its verb that are neither, besides those in -ly and auxiliaries.
pub(super) const BETWEEN: &str = "again also always and even later never not now often once still then too";

/// Auxiliary verbs between a subject and its verb.
pub(super) const AUXILIARIES: &str = "did didn't didn’t do does doesn't doesn’t don't don’t had has have";

/// Those before which nobody has said anything yet.
pub(super) const MODALS: &str = "\
    can can't cannot can’t could may might must shall should will won't won’t would wouldn't wouldn’t";

/// Verbs that end a subject, besides auxiliaries, and are nothing else: "the mayor *took* a hard line and is angry".
pub(super) const PASTS: &str = "\
    are became began brought came gave got is knew ran rose sent spent took was went were won";

/// Words before a verb that stand for the name before them.
pub(super) const RELATIVES: &str = "that which who whom";

/// Subjects that describe nobody.
pub(super) const PRONOUNS: &str = "he her him i it me nobody none nothing she them they this those us we you";

/// Those of them that can be a subject; "you" is whoever reads.
pub(super) const SUBJECTS: &str = "he i it she they we";

/// What somebody says something by.
pub(super) const MEANS: &str = "email e-mail letter message phone telephone text video";

/// Words of a question to somebody; those of the first person that answer it. In both cases, for `US` is no *us*.
pub(super) const ADDRESS: &[&str] = &["You", "Your", "you", "your"];
pub(super) const FIRST_PERSON: &[&str] = &["I", "Me", "My", "Our", "Us", "We", "me", "my", "our", "us", "we"];

/// Words between which and a noun stands no finite verb: "an alleged thief".
pub(super) const BEFORE_NOUNS: &str = "a an his its my our over the their these those to your";

/// Words that begin no subject: "on Saturday".
pub(super) const PREPOSITIONS: &str = "\
    about across after against alongside amid among around at before behind beneath beside besides between \
    beyond by despite during except for from in inside into like near of on outside over since than through \
    throughout to toward towards under unlike until upon with within without";

/// Words besides them that end the head of a phrase: "critics *close* to Moreno".
pub(super) const HEAD_ENDS: &str = "\
    angry as close familiar including loyal opposed present that which who whom whose";

/// Words for several people that do not end in -s.
pub(super) const PLURALS: &str = "\
    children few half left majority many men minority more most others people percent percentage police \
    public right some women";

/// Words that say whose somebody is.
pub(super) const POSSESSIVES: &str = "her his its their";

/// Beginnings of the months' names.
pub(super) const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";

/// Nouns that say when.
pub(super) const TIMES: &str = "\
    afternoon day days evening friday monday month months morning night saturday sunday thursday tuesday \
    wednesday week weekend weeks year years";

/// Those who speak "for" others.
pub(super) const SPOKESMEN: &str = "\
    attorney attorneys lawyer lawyers representative representatives spokesman spokesmen spokesperson \
    spokeswoman";

/// Nouns in -ly; other words in -ly may stand between a subject and its verb.
const NOUNS_IN_LY: &str = "ally anomaly assembly bully family monopoly rally reply supply";

/// Verbs before "to" or "for" that let nobody speak: "the economy continued to slide".
pub(super) const NOT_BEFORE_TO: &str = "added adds calls continued continues";

/// Subjects of whom nothing is said: "no one".
pub(super) const NO: &str = "neither no";

/// Words before a subject that are no part of it, besides those in -ly.
pub(super) const ASIDES: &str = "however meanwhile nevertheless nonetheless then today tonight yesterday";

/// Those who are near to, for or against whomever the words around them name.
pub(super) const CRITICS: &str = "\
    adversaries adversary adviser advisers advisor advisors aide aides allies ally appointee appointees \
    backer backers biographer boosters challenger critic critics defenders detractors donor donors enemies \
    fans foe foes friends loyalist loyalists nominee opponent opponents rival rivals skeptics strategist \
    strategists supporter supporters surrogate surrogates victims voters";

/// Words that no description begins with.
pub(super) const OPENERS: &str = "and as because but if so that though when where while";

/// Those that begin a clause of its own in the middle of a sentence.
pub(super) const SUBORDINATORS: &str = "although as because but if that though when where whereas while";

/// Sources that are things, whose author or speaker may be the holder.
pub(super) const DOCUMENTS: &str = "\
    data documents filing filings poll polls recording recordings records report reports survey surveys tape \
    tapes transcript transcripts";

/// Short words before a full stop that end no sentence.
pub(super) const ABBREVIATIONS: &str = "\
    adm amb apr atty aug capt cmdr col corp dec det feb gen gov hon inc jan jr lt maj messrs mrs nov oct pres prof rep \
    rev sec sen sept sgt supt";

/// Beginnings of verbs of speech, and their participles, that are praise.
const PRAISE: &str = "\
    admir applaud approv celebrat cheer commend compliment congratulat defend endors hail laud prais salut \
    thank tout welcom";

/// The same for blame.
const BLAME: &str = "\
    accus alleg assail bash bemoan berat blam blast castigat chastis chid condemn criticis criticiz curs \
    decr denigrat denounc deplor derid disparag excoriat fault heckl insult lambast lash mock panned rail \
    rebuk reprimand ridicul ripp savag scold skewer slam smear taunt trash vilif";

/// Whether a list, of words with a space between them, has the word, in whatever case.
pub(super) fn is_one_of(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known.eq_ignore_ascii_case(word))
}

/// The same where the case counts: "may", but not May.
pub(super) fn is_exactly(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// Whether a word in -ly is no noun.
pub(super) fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") && !is_one_of(NOUNS_IN_LY, word)
}

/// Whether a verb says the opposite of praise, or of blame.
pub(super) fn contradicts(verb: &str, is_praise: bool) -> bool {
    let stems = if is_praise { BLAME } else { PRAISE };
    stems.split(' ').any(|stem| verb.starts_with(stem))
}

/// The words of a text.
fn set(text: &'static str) -> HashSet<&'static str> {
    text.split_whitespace().collect()
}
