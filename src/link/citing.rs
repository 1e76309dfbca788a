//! The words around an outlet that is only cited. Data, no rules.

use std::sync::LazyLock;

use super::words::{Words, names, words};

/// Outlets under names that the list has for nobody, or for somebody else too, in normal form.
pub(super) static OUTLETS: Words =
    LazyLock::new(|| names("orange county register, ria news, vox, new yorker"));

/// The last words of newspapers' names of several words: "Detroit News".
pub(super) static NEWSPAPERS: Words = LazyLock::new(|| {
    words("times news tribune examiner herald gazette chronicle journal sentinel inquirer courier")
});

/// The last words of the names of an outlet's branches: "Fox News Radio".
pub(super) static MEDIA: Words =
    LazyLock::new(|| words("radio tv television online magazine newspaper channel network"));

/// Behind an outlet and before a name: whoever speaks for it.
pub(super) static STAFF: Words = LazyLock::new(|| {
    words("anchor host reporter correspondent columnist editor journalist commentator contributor analyst")
});

/// Before an outlet: it is asked, told or quoted.
pub(super) static CITING: Words = LazyLock::new(|| words("told via per tells telling cited citing"));

/// Before "to" or "with" and an outlet: what one says goes into it.
pub(super) static TALKING: Words = LazyLock::new(|| {
    words(
        "spoke speaking spoken talked interview interviews email emails statement confided confirmed said wrote",
    )
});

/// Before "by" and an outlet.
pub(super) static PUBLISHED: Words =
    LazyLock::new(|| words("reported published seen obtained reviewed conducted"));

/// Before "on" and a broadcaster: what one does there.
pub(super) static ON_AIR: Words = LazyLock::new(|| {
    words(
        "said says appeared appearing appearance interview interviews interviewed speaking spoke told guest \
         aired broadcast",
    )
});

/// Between those and "on": "she said later on CNN".
pub(super) static IN_BETWEEN: Words = LazyLock::new(|| {
    words("he she they later live again monday tuesday wednesday thursday friday saturday sunday")
});

/// Before "in", "for", "from" or "by" and an outlet: what one reads there.
pub(super) static REPORTS: Words = LazyLock::new(|| {
    words(
        "writes wrote writing op-ed column essay editorial article articles story stories piece poll polls survey \
         investigation analysis report reports",
    )
});

/// Before those, or before a poll: it is said to be bad, so that the outlet is judged rather than cited.
pub(super) static DISCREDITED: Words = LazyLock::new(|| {
    words(
        "false misleading bogus discredited fake biased inaccurate debunked retracted dishonest slanderous hit smear \
         called calls calling denounced condemned dismissed slammed blasted attacked mocked criticised criticized",
    )
});

/// After "as" and an outlet.
pub(super) static NOTING: Words = LazyLock::new(|| {
    words(
        "notes noted wrote writes written reported reports observed observes documented explained explains pointed put",
    )
});

/// After an outlet: it passes something on.
pub(super) static PASSING_ON: Words =
    LazyLock::new(|| words("reported reports reporting quoted quotes wrote"));

/// After "reported": what a company publishes about itself.
pub(super) static ACCOUNTS: Words =
    LazyLock::new(|| words("loss losses profit profits earnings revenue revenues quarterly"));

/// After a pollster or an outlet: what it counts.
pub(super) static POLLS: Words = LazyLock::new(|| words("poll polls polling survey surveys aggregate"));

/// After "a" or "an" and an outlet: what it found out.
pub(super) static FINDINGS: Words =
    LazyLock::new(|| words("poll polls survey analysis report review investigation tally count"));

/// After what an outlet found out.
pub(super) static FINDING: Words =
    LazyLock::new(|| words("found finds shows showed suggests suggested says said published released of"));
