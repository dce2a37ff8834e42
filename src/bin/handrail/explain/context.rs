//! What is shown beside the scores: topics, heat with its inputs, whether somebody has to answer.

use std::io::{self, Write};

use handrail::conversation::Placed;
use handrail::triage::Triage;
use handrail::triage::heat::{Heat, Level};

use super::Paint;

pub(super) fn draw(
    out: &mut impl Write,
    placed: &Placed,
    text: &str,
    triage: &Triage,
    paint: Paint,
) -> io::Result<()> {
    let verdict = &placed.verdict;
    writeln!(out, "grievance  {:.3}", verdict.grievance)?;
    match &verdict.no_reply {
        None => writeln!(out, "reply      needed")?,
        Some(reason) => {
            let words = reason
                .span
                .map_or_else(String::new, |span| format!(" “{}”", span.slice(text)));
            writeln!(
                out,
                "reply      {}: {}{words}",
                paint.bold("not needed"),
                reason.why
            )?;
        }
    }
    if verdict.provisional {
        writeln!(out, "           provisional: the site cut the text off")?;
    }
    heat(out, &verdict.heat, text, paint)?;
    for about in &verdict.topics {
        let Some(topic) = triage.topic(about.topic) else {
            continue;
        };
        let words: Vec<&str> = about.spans.iter().map(|span| span.slice(text)).collect();
        writeln!(
            out,
            "topic      {} ({} points: “{}”)",
            paint.bold(&topic.code),
            about.points,
            words.join("”, “")
        )?;
    }
    Ok(())
}

fn heat(out: &mut impl Write, heat: &Heat, text: &str, paint: Paint) -> io::Result<()> {
    let word = match heat.level() {
        Level::Cool => "cool",
        Level::Warm => "warm",
        Level::Hot => "hot",
    };
    writeln!(out, "heat       {:.2} {}", heat.value(), paint.bold(word))?;
    for part in heat.parts() {
        let words = part
            .span
            .map_or_else(String::new, |span| format!(" “{}”", span.slice(text)));
        writeln!(
            out,
            "           +{:.2} {}{words}",
            part.points,
            part.input.name()
        )?;
    }
    Ok(())
}
