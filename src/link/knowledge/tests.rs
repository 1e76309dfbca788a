//! The list inside the program, and lists of users on top of it.

use super::*;

#[test]
fn the_list_inside_the_program_is_sound() {
    let list = Knowledge::builtin();
    assert!(list.entries().len() > 1500);
    let ids: Vec<&str> = list.entries().iter().map(|entry| entry.id.as_str()).collect();
    assert!(ids.is_sorted(), "the list is sorted by id");
    for entry in list.entries() {
        let parent = entry.parent.as_deref();
        assert!(
            parent.is_none_or(|parent| list.entry(parent).is_some()),
            "{} has an unknown parent",
            entry.id
        );
    }
}

#[test]
fn names_lead_to_their_actors() {
    let check = |name: &str, expected: &[&str]| {
        let list = Knowledge::builtin();
        let found: Vec<&str> =
            list.find(&normal(name)).iter().map(|known| list.entries()[known.entry].id.as_str()).collect();
        assert_eq!(found, expected, "{name}");
    };
    check("Hamas", &["Q38799"]);
    check("Palestinians", &["Q219060"]);
    check("U.S.", &["Q30"]);
    check("Moscow", &["Q159", "Q649"]);
    check("Georgia", &["Q1428", "Q230"]);
    check("Korean", &[]);
    check("Nobody of That Name", &[]);
}

#[test]
fn a_broken_list_says_where_and_what_to_do() {
    let check = |text: &str, expected: &str| {
        let message = Knowledge::parse("mine.csv", text).map(|_| ()).map_err(|error| error.to_string());
        assert!(message.as_ref().is_err_and(|message| message.contains(expected)), "{message:?}");
    };
    check("kind,type\n", "mine.csv:1: there is no column \"name\"");
    check("id,name,colour\n", "mine.csv:1: unknown column \"colour\"");
    check("id,name,kind\na,A,alien\n", "mine.csv:2: unknown kind \"alien\"");
    check("id,name,kind,type\na,A,person,MISC\n", "mine.csv:2: unknown type \"MISC\"");
    check("id,name,kind\na,,person\n", "mine.csv:2: \"a\" is new and needs a name");
    check("id,name,kind\na,A,\n", "mine.csv:2: \"A\" is new and needs a kind");
    check("id,name,kind\n,,person\n", "mine.csv:2: an actor needs an id or a name");
    check(
        "id,name,kind\na,A,person\n\na,B,person\n",
        "mine.csv:4: the id \"a\" is there twice, first in line 2",
    );
    check("id,name,kind\na,A,person,PER\n", "mine.csv:2: 4 fields in 3 columns");
    check("id,name,kind\na,\"A,person\n", "mine.csv:2: \"A,person\" is new and needs a kind");
    check(
        "id,name,kind,parent\na,A,person,b\n",
        "mine.csv:2: \"a\" belongs to \"b\", which is no actor's id",
    );
    let circle = "id,name,kind,parent\na,A,organisation,b\nb,B,organisation,a\n";
    check(circle, "mine.csv:2: the parents of \"a\" run in a circle");
    check("name,kind,roles\nA,person,king\n", "mine.csv:2: the role \"king\" names no body");
    check("name,kind,roles\nA,person,king@b 1/2\n", "the date \"1\", which is none");
}

#[test]
fn two_columns_are_enough() {
    let list = Knowledge::parse("mine.csv", "kind,name\norganisation,Rowing Club\n");
    let actor = list.map(|list| list.entries()[0].actor());
    assert!(actor.is_ok_and(|actor| actor.id == "rowing-club" && actor.wikidata.is_none()));
}

const OURS: &str = "id,name,kind,type,parent,aliases
Q1,Norland,state,LOC,,Northern Republic
Q2,Sun Party,organisation,ORG,Q1,SP|Sunnies
Q3,Sun Party,organisation,ORG,,Old Sun
";

/// What becomes of our list with a user's on top: the owners of a name, and the conflicts.
fn merged(user: &str, format: ListFormat) -> (Knowledge, Vec<Conflict>) {
    let ours = Knowledge::parse("ours.csv", OURS).expect("our list");
    ours.with("mine", user, format).expect("the user's list")
}

fn owners<'k>(list: &'k Knowledge, name: &str) -> Vec<&'k str> {
    list.find(&normal(name)).iter().map(|known| list.entries()[known.entry].id.as_str()).collect()
}

#[test]
fn a_users_list_adds_mends_and_wins() {
    let toml = "[[actor]]\nid = \"mine\"\nname = \"Sunnies\"\nkind = \"group\"\n
[[actor]]\nid = \"Q1\"\naliases = [\"NL\", \"-Northern Republic\"]\n
[[actor]]\nname = \"Old Sun\"\nparent = \"Q1\"\n";
    let (list, conflicts) = merged(toml, ListFormat::Toml);
    assert_eq!(owners(&list, "Sunnies"), ["mine"]);
    assert_eq!(owners(&list, "SP"), ["Q2"]);
    assert_eq!(owners(&list, "NL"), ["Q1"]);
    assert_eq!(owners(&list, "Northern Republic"), [""; 0]);
    assert_eq!(list.entry("Q3").and_then(|entry| entry.parent.as_deref()), Some("Q1"));
    let conflict = Conflict { name: "Sunnies".into(), line: 1, user: "mine".into(), builtin: "Q2".into() };
    assert_eq!(conflicts, [conflict]);
    assert!(list.is_watched("mine") && list.is_watched("Q3") && !list.is_watched("Q2"));
}

#[test]
fn a_name_without_letters_names_nobody() {
    let (list, _) =
        merged("[[actor]]\nname = \"Club\"\nkind = \"group\"\naliases = [\"\", \"!!!\"]\n", ListFormat::Toml);
    assert_eq!(owners(&list, ""), [""; 0]);
    assert_eq!(owners(&list, "Club"), ["club"]);
}

#[test]
fn a_list_of_names_is_a_watch_list() {
    let (list, conflicts) = merged("name\nNorthern Republic\n", ListFormat::Csv);
    assert!(list.is_watched("Q1") && conflicts.is_empty());
    let ours = Knowledge::parse("ours.csv", OURS).expect("our list");
    let check = |user: &str, format, expected: &str| {
        let message = ours.with("mine", user, format).map(|_| ()).map_err(|error| error.to_string());
        assert_eq!(message, Err(expected.to_owned()));
    };
    check(
        "name\nSun Party\n",
        ListFormat::Csv,
        "mine:2: \"Sun Party\" may be Q2 or Q3; fill the id of the one that you mean",
    );
    check(
        "name\nMoon Party\n",
        ListFormat::Csv,
        "mine:2: \"Moon Party\" is new and needs a kind: person, organisation, state, group or place",
    );
    let unknown = ours.with("mine", "[[actor]]\nname = \"A\"\ncolor = \"red\"\n", ListFormat::Toml);
    let message = unknown.map(|_| ()).map_err(|error| error.to_string());
    assert!(
        message.as_ref().is_err_and(|message| message.starts_with("mine:3: unknown field `color`")),
        "{message:?}"
    );
}

#[test]
fn media_are_outlets_by_their_code() {
    let check = |code: &str, expected: bool| {
        let text = format!("id,name,kind,country,cameo\na,A,organisation,USA,{code}\n");
        let list = Knowledge::parse("mine.csv", &text).expect("a sound list");
        assert_eq!(list.entries()[0].is_outlet, expected, "{code}");
    };
    check("MED", true);
    check("USAMED", true);
    check("NGOMED", false);
    check("MNCUSAMED", false);
    check("", false);
    let builtin = Knowledge::builtin();
    let is_outlet = |id: &str| builtin.entry(id).is_some_and(|entry| entry.is_outlet);
    assert!(is_outlet("defense-one") && !is_outlet("Q30"));
    let same =
        builtin.with("mine.csv", "id,cameo\ndefense-one,USAMED\n", ListFormat::Csv).expect("a sound list");
    assert!(same.0.entry("defense-one").is_some_and(|entry| entry.is_outlet));
    let mended =
        builtin.with("mine.csv", "id,cameo\ndefense-one,USAGOV\n", ListFormat::Csv).expect("a sound list");
    assert!(!mended.0.entry("defense-one").is_some_and(|entry| entry.is_outlet));
}
