use super::*;
use crate::hours::{Typed, special_text};
use proptest::prelude::*;

fn hours() -> Hours {
    let typed = Typed {
        zone: "Europe/Berlin".into(),
        week: "Mon-Fri 9-17; Sat 22-4".into(),
        special: String::new(),
    };
    Hours::read(&typed).0
}

/// Each event is its lines.
fn file(events: &[&str]) -> String {
    let events = events.iter().map(|event| {
        format!(
            "BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n",
            event.replace('\n', "\r\n")
        )
    });
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n",
        events.collect::<String>()
    )
}

fn dates(events: &[&str]) -> String {
    let (special, problems) = read(&file(events), &hours(), 2026);
    assert_eq!(problems, [], "{events:?}");
    special_text(&special)
}

#[test]
fn events_become_dates() {
    for (event, expected) in [
        (
            "SUMMARY:New Year\nDTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:20270102",
            "2027-01-01 closed New Year",
        ),
        (
            "SUMMARY:No end\nDTSTART:20261225",
            "2026-12-25 closed No end",
        ),
        (
            "DTSTART:20261225\nDURATION:P2D\nSUMMARY:Two",
            "2026-12-25 closed Two\n2026-12-26 closed Two",
        ),
        (
            "SUMMARY:A\\, b\\; c\\nd\nDTSTART:20261231",
            "2026-12-31 closed A, b; c d",
        ),
        (
            "SUMMARY:Fold\n ed\nDTST\n\tART:20261231",
            "2026-12-31 closed Folded",
        ),
        // Times close these hours; a name that says so opens them alone.
        (
            "SUMMARY:Half day\nDTSTART:20261224T130000\nDTEND:20261224T235900",
            "2026-12-24 9:00-13:00 Half day",
        ),
        (
            "SUMMARY:Meeting\nDTSTART:20261224T110000Z\nDTEND:20261224T120000Z",
            "2026-12-24 9:00-12:00, 13:00-17:00 Meeting",
        ),
        (
            "SUMMARY:Meeting\nDTSTART;TZID=America/New_York:20261224T060000\nDTEND;TZID=\"America/New_York\":20261224T070000",
            "2026-12-24 9:00-12:00, 13:00-17:00 Meeting",
        ),
        (
            "SUMMARY:Open in the morning\nDTSTART:20261227T100000\nDTEND:20261227T120000",
            "2026-12-27 10:00-12:00 Open in the morning",
        ),
        (
            "SUMMARY:Away\nDTSTART:20261224T120000\nDTEND:20261225T100000",
            "2026-12-24 9:00-12:00 Away\n2026-12-25 10:00-17:00 Away",
        ),
        (
            "SUMMARY:Until midnight\nDTSTART:20261224T120000\nDTEND:20261225T000000",
            "2026-12-24 9:00-12:00 Until midnight",
        ),
        // Every year.
        (
            "SUMMARY:Yearly\nDTSTART;VALUE=DATE:20011003\nRRULE:FREQ=YEARLY",
            "10-03 closed Yearly",
        ),
        (
            "SUMMARY:Yearly\nDTSTART;VALUE=DATE:20011003\nRRULE:FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=3",
            "10-03 closed Yearly",
        ),
        (
            "SUMMARY:Three times\nDTSTART;VALUE=DATE:20250501\nRRULE:FREQ=YEARLY;COUNT=3",
            "2026-05-01 closed Three times\n2027-05-01 closed Three times",
        ),
        (
            "SUMMARY:Until\nDTSTART;VALUE=DATE:20250501\nRRULE:FREQ=YEARLY;UNTIL=20260501",
            "2026-05-01 closed Until",
        ),
        (
            "SUMMARY:But\nDTSTART;VALUE=DATE:20250501\nRRULE:FREQ=YEARLY;UNTIL=20280101\nEXDATE;VALUE=DATE:20260501",
            "2027-05-01 closed But",
        ),
        (
            "SUMMARY:Thanks\nDTSTART;VALUE=DATE:20251127\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3",
            "2026-11-26 closed Thanks\n2027-11-25 closed Thanks",
        ),
        (
            "SUMMARY:Spring\nDTSTART;VALUE=DATE:20260525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;UNTIL=20271231",
            "2026-05-25 closed Spring\n2027-05-31 closed Spring",
        ),
        (
            "SUMMARY:Leap\nDTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY;INTERVAL=2",
            "2028-02-29 closed Leap",
        ),
    ] {
        assert_eq!(dates(&[event]), expected, "{event}");
    }
}

#[test]
fn what_is_past_or_cancelled_or_inside_an_event_is_passed_over() {
    let alarm = "SUMMARY:New Year\nDTSTART:20270101\nBEGIN:VALARM\nSUMMARY:Alarm\nDTSTART:20270202\nEND:VALARM";
    let past = "SUMMARY:Past\nDTSTART:20250101";
    let cancelled = "SUMMARY:Cancelled\nDTSTART:20270303\nSTATUS:CANCELLED";
    assert_eq!(
        dates(&[past, alarm, cancelled]),
        "2027-01-01 closed New Year"
    );
}

#[test]
fn of_two_events_on_a_day_the_one_that_closes_counts() {
    let half = "SUMMARY:Half\nDTSTART:20261224T130000\nDTEND:20261224T180000";
    let whole = "SUMMARY:Whole\nDTSTART:20261224";
    for events in [[half, whole], [whole, half]] {
        assert_eq!(dates(&events), "2026-12-24 closed Whole");
    }
}

#[test]
fn faults_are_named_by_line_and_the_rest_is_read() {
    let good = "SUMMARY:Good\nDTSTART:20261225";
    for (event, code, line) in [
        ("SUMMARY:x\nDTSTART:20261325", "date", "5"),
        ("SUMMARY:x\nDTSTART:tomorrow", "date", "5"),
        ("SUMMARY:x", "undated", "3"),
        ("DTSTART:20261224\nDTEND:20261220", "length", "3"),
        ("DTSTART:20260101\nDTEND:20261231", "length", "3"),
        (
            "DTSTART:20261224T120000\nDTEND:20261224T110000",
            "length",
            "3",
        ),
        (
            "DTSTART:20261225\nRRULE:FREQ=WEEKLY;BYDAY=MO",
            "repeat",
            "5",
        ),
        (
            "DTSTART:20261225\nRRULE:FREQ=YEARLY;BYSETPOS=1",
            "repeat",
            "5",
        ),
    ] {
        let (special, problems) = read(&file(&[event, good]), &hours(), 2026);
        let found: Vec<_> = problems
            .iter()
            .map(|problem| (problem.code.as_str(), problem.path.as_str()))
            .collect();
        assert_eq!(
            found,
            [(format!("hours.ical.{code}").as_str(), line)],
            "{event}"
        );
        assert_eq!(
            special_text(&special)
                .lines()
                .last()
                .map(|line| line.contains("2026-12-25")),
            Some(true)
        );
    }
}

#[test]
fn files_that_are_no_calendar_say_so() {
    for (file, code) in [
        ("", "hours.ical.none"),
        ("Christmas is on the 25th", "hours.ical.none"),
        ("<html>", "hours.ical.none"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", "hours.ical.empty"),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261225",
            "hours.ical.cut",
        ),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VEVENT\nDTSTART:20261225\nEND:VEVENT",
            "hours.ical.open",
        ),
    ] {
        let (_, problems) = read(file, &hours(), 2026);
        assert_eq!(
            problems.first().map(|problem| problem.code.as_str()),
            Some(code),
            "{file}"
        );
    }
    let large = format!("BEGIN:VCALENDAR\n{}", "X".repeat(LARGEST));
    assert!(read(&large, &hours(), 2026).1[0].fatal);
}

#[test]
fn a_hostile_file_is_bounded() {
    let mut events = String::from("BEGIN:VCALENDAR\n");
    for at in 0..5_000 {
        let (year, month, day) = crate::text::moment::civil(20_454 + at);
        events += &format!(
            "BEGIN:VEVENT\nSUMMARY:{}\nDTSTART:{year:04}{month:02}{day:02}\nEND:VEVENT\n",
            "x".repeat(200)
        );
    }
    let (special, problems) = read(&events, &hours(), 2026);
    assert_eq!((special.len(), problems.len()), (1_000, 1));
    assert_eq!(special[0].name.len(), 80);
    let faulty = "BEGIN:VEVENT\nDTSTART:x\nEND:VEVENT\n".repeat(1_000);
    let (special, problems) = read(&format!("BEGIN:VCALENDAR\n{faulty}"), &hours(), 2026);
    assert_eq!((special.len(), problems.len()), (0, MOST_PROBLEMS));
    let folded = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a{}\nDTSTART:20261225\nEND:VEVENT",
        "\n b".repeat(50_000)
    );
    assert_eq!(read(&folded, &hours(), 2026).0.len(), 1);
}

proptest! {
    #[test]
    fn any_file_is_survived(lines in prop::collection::vec("(BEGIN|END):(VEVENT|VALARM)|DTSTART[;:][0-9TZ]{0,16}|DTEND:[0-9TZ]{0,16}|RRULE:(FREQ=YEARLY)?(;[A-Z]{3,9}=[-0-9A-Z]{0,6}){0,3}|SUMMARY:\\PC{0,20}|\\PC{0,30}", 0..30)) {
        let file = format!("BEGIN:VCALENDAR\n{}", lines.join("\n"));
        let (special, _) = read(&file, &hours(), 2026);
        // What was read can be typed, and means the same.
        let typed = Typed { zone: "Etc/UTC".into(), week: "24/7".into(), special: special_text(&special) };
        let (again, problems) = Hours::read(&typed);
        prop_assert_eq!(problems, vec![]);
        prop_assert_eq!(again.special, special);
    }
}
