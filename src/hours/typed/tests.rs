use super::*;
use proptest::prelude::*;

fn week(text: &str) -> String {
    let (week, faults) = read_week(text);
    assert_eq!(faults, [], "{text}");
    week_text(&week)
}

#[test]
fn hours_are_read_as_leads_type_them() {
    for (text, expected) in [
        (
            "Mon-Fri 8:00-12:00, 13:30-18:00; Sat 9-13",
            "Mon-Fri 8:00-12:00, 13:30-18:00; Sat 9:00-13:00",
        ),
        ("9am-5pm", "Mon-Sun 9:00-17:00"),
        ("24/7", "24/7"),
        ("24 hours", "24/7"),
        ("daily 0-24", "24/7"),
        ("closed", "closed"),
        ("Mo-Fr 08:00-18:00", "Mon-Fri 8:00-18:00"),
        ("Monday to Friday: 9 a.m. – 5.30 p.m.", "Mon-Fri 9:00-17:30"),
        (
            "weekdays 0800-1800\nweekends 10-16\n",
            "Mon-Fri 8:00-18:00; Sat-Sun 10:00-16:00",
        ),
        (
            "Mon, Wed and Fri 9-12",
            "Mon 9:00-12:00; Wed 9:00-12:00; Fri 9:00-12:00",
        ),
        (
            "Mon-Fri 9-17, Sat 9-13",
            "Mon-Fri 9:00-17:00; Sat 9:00-13:00",
        ),
        (
            "Mon-Fri 9-12 13-17; Sat, Sun closed",
            "Mon-Fri 9:00-12:00, 13:00-17:00",
        ),
        ("Sat-Mon 10-14", "Mon 10:00-14:00; Sat-Sun 10:00-14:00"),
        (
            "Tue 9-5pm; Wed 9am-5; Thu 10-2am",
            "Tue-Wed 9:00-17:00; Thu 22:00-2:00",
        ),
        ("Fri 22-2; Sat 10pm-2", "Fri-Sat 22:00-2:00"),
        (
            "Sun 12am-12pm; Mon noon-midnight",
            "Mon 12:00-24:00; Sun 0:00-12:00",
        ),
        ("Mondays 17-9", "Mon 17:00-9:00"),
        ("Mon 9am-5am", "Mon 9:00am-5:00am"),
    ] {
        let found = week(text);
        assert_eq!(found, expected, "{text}");
        assert_eq!(
            week(&found),
            found,
            "what is written is read as it was meant"
        );
    }
}

#[test]
fn faults_name_their_place() {
    for (text, code, place) in [
        ("", "empty", "1:1"),
        (" ; \n", "empty", "1:1"),
        ("Mon-Fri 9-5", "night", "1:9"),
        ("Mon-Fri 9", "end", "1:10"),
        ("Mon-Fri 9-", "time", "1:11"),
        ("Mon-Fri", "time", "1:8"),
        ("Mon- 9-17", "days", "1:1"),
        ("Mon 9-17; Montag 9-17", "time", "1:11"),
        ("Mon-Fri 9-17\nFri 9-15", "twice", "2:1"),
        ("Mon 9-12, 11-15", "overlap", "1:5"),
        ("Mon 9-9", "nothing", "1:5"),
        ("Mon 24-3", "midnight", "1:5"),
        ("Mon 25-30", "time", "1:5"),
        ("Mon 9:60-17", "time", "1:5"),
        ("Mon 13pm-17", "half", "1:5"),
        ("Mon 9-24:30", "late", "1:7"),
        ("Mon 9-17 sharp", "rest", "1:10"),
        ("Mon 9-17; 🕘", "time", "1:11"),
        (
            "Mon 1-2,3-4,5-6,7-8,9-10,11-12,13-14,15-16,17-18",
            "intervals",
            "1:5",
        ),
    ] {
        let typed = Typed {
            zone: "Europe/London".into(),
            week: text.into(),
            special: String::new(),
        };
        let (_, problems) = Hours::read(&typed);
        let found: Vec<_> = problems
            .iter()
            .map(|problem| (problem.code.as_str(), problem.path.as_str()))
            .collect();
        let expected = (format!("hours.{code}"), format!("week:{place}"));
        assert_eq!(
            found,
            [(expected.0.as_str(), expected.1.as_str())],
            "{text}"
        );
    }
}

#[test]
fn what_is_wrong_is_left_out_and_the_rest_is_read() {
    let (week, faults) = read_week("Mon 9-17; Tue 9-; Wed 9-17");
    assert_eq!(
        (week_text(&week).as_str(), faults.len()),
        ("Mon 9:00-17:00; Wed 9:00-17:00", 1)
    );
    let typed = Typed {
        zone: "Europe/Atlantis".into(),
        week: "24/7".into(),
        special: "12-25 closed\nsome day".into(),
    };
    let (hours, problems) = Hours::read(&typed);
    let paths: Vec<_> = problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    assert_eq!(paths, ["zone", "special:2:1"]);
    assert_eq!(hours.special.len(), 1);
}

proptest! {
    #[test]
    fn any_text_is_read_or_named(text in "((Mon|tue|weekend|closed|24/7|9|17:30|am|pm|noon)[ ,;–\n-]?){0,12}|\\PC{0,40}") {
        let (week, faults) = read_week(&text);
        for fault in faults {
            prop_assert!(text.is_char_boundary(fault.at));
        }
        for open in week.iter().flatten() {
            prop_assert!(open.from < DAY && open.from < open.to && open.to - open.from <= DAY);
        }
    }

    #[test]
    fn a_week_is_read_as_it_was_written(days in prop::array::uniform7(prop::collection::btree_set(0u16..1_440, 0..9))) {
        let week = days.map(|times| {
            let times: Vec<u16> = times.into_iter().collect();
            times.chunks_exact(2).map(|pair| Interval { from: pair[0], to: pair[1] }).collect::<Vec<_>>()
        });
        prop_assert_eq!(read_week(&week_text(&week)), (week, vec![]));
    }
}
