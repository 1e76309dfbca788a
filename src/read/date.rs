//! Dates as people and pages write them → ISO 8601, in UTC where the zone is known.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822;

/// How days are written, beside ISO 8601. Days before months only where a full stop says so.
const DAYS: [&str; 12] = [
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%A, %B %d, %Y",
    "%a, %b %d, %Y",
    "%A, %d %B %Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%Y%m%d",
];
/// The two readings of 3/4/2021; only where a single one fits is it a date.
const SLASHED: [&str; 2] = ["%m/%d/%Y", "%d/%m/%Y"];

/// The day as `2024-10-24`, or the moment as `2024-10-24T19:30:00Z`; a time without a zone keeps none.
///
/// A year or a month alone stays as it is. What is not understood, or could be two days, is nothing.
pub(super) fn iso(given: &str) -> Option<String> {
    let given = given.trim();
    if is_year_or_month(given) {
        return Some(given.to_owned());
    }
    if let Some(moment) = moment(given) {
        return Some(moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    }
    if given.contains('[') {
        // A zone by its name: nobody here knows its clock.
        return None;
    }
    if given.contains(':')
        && let Ok(time) = given.parse::<DateTime>()
    {
        return Some(time.strftime("%Y-%m-%dT%H:%M:%S").to_string());
    }
    day(given).map(|day| day.to_string())
}

fn is_year_or_month(given: &str) -> bool {
    let is_number =
        |part: &str, n_digits| part.len() == n_digits && part.bytes().all(|byte| byte.is_ascii_digit());
    match given.split_once('-') {
        None => is_number(given, 4),
        Some((year, month)) => is_number(year, 4) && is_number(month, 2) && ("01"..="12").contains(&month),
    }
}

/// A point in time with its zone.
fn moment(given: &str) -> Option<Timestamp> {
    given.parse().ok().or_else(|| rfc2822::parse(given).ok().map(|zoned| zoned.timestamp()))
}

fn day(given: &str) -> Option<Date> {
    if let Ok(day) = given.parse() {
        return Some(day);
    }
    // "Sept. 4, 2021" has a full stop that no pattern has, and a letter too many.
    let plain = given.replace("Sept.", "Sep").replace("Sept ", "Sep ");
    let plain = if plain.contains(char::is_alphabetic) { plain.replace('.', "") } else { plain };
    // Two digits of a year are no year.
    let read = |pattern: &&str| Date::strptime(pattern, &plain).ok().filter(|day| day.year() >= 1000);
    let mut slashed = SLASHED.iter().filter_map(read);
    DAYS.iter().find_map(read).or_else(|| match (slashed.next(), slashed.next()) {
        (Some(one), Some(other)) => (one == other).then_some(one),
        (one, _) => one,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: &str, expected: &str) {
        assert_eq!(iso(given).as_deref(), (!expected.is_empty()).then_some(expected), "{given}");
    }

    #[test]
    fn dates_become_iso() {
        check("2024-10-24", "2024-10-24");
        check(" 2024-10-24\n", "2024-10-24");
        check("2024", "2024");
        check("2024-10", "2024-10");
        check("2024-10-24T21:30:00+02:00", "2024-10-24T19:30:00Z");
        check("2024-10-24T19:30:00Z", "2024-10-24T19:30:00Z");
        check("2024-10-24 21:30:00+0200", "2024-10-24T19:30:00Z");
        check("2024-12-31T23:59:59.999Z", "2024-12-31T23:59:59Z");
        check("2024-10-24T21:30", "2024-10-24T21:30:00");
        check("2024-10-24 21:30:15", "2024-10-24T21:30:15");
        check("Thu, 24 Oct 2024 21:30:00 +0200", "2024-10-24T19:30:00Z");
        check("October 24, 2024", "2024-10-24");
        check("Oct. 4, 2024", "2024-10-04");
        check("Sept. 4, 2024", "2024-09-04");
        check("24 October 2024", "2024-10-24");
        check("Thursday, October 24, 2024", "2024-10-24");
        check("24.10.2024", "2024-10-24");
        check("2024/10/24", "2024-10-24");
        check("20241024", "2024-10-24");
        check("10/24/2024", "2024-10-24");
        check("24/10/2024", "2024-10-24");
        check("3/3/2024", "2024-03-03");
    }

    #[test]
    fn what_is_no_single_day_is_nothing() {
        for given in [
            "",
            "3/4/2024",
            "yesterday",
            "2024-13-01",
            "2024-02-30",
            "Thursday",
            "2024-1",
            "24.10.24",
            "10/24/24",
            "October 5, 24",
            "2024-10-24T21:30:00[Europe/Berlin]",
            "🙂",
            "١٢٣٤",
        ] {
            check(given, "");
        }
    }
}
