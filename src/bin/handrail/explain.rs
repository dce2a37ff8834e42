//! `handrail explain`: the inside of a verdict, for people.

use std::io::{self, IsTerminal, Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use handrail::conversation::Conversations;
use handrail::post::Post;
use handrail::triage::{Explanation, Intent, Lang, Pull};

mod context;

use crate::failure::Failure;
use crate::profile;
use crate::triage::Judge;

/// Shows why the first look judges a text as it does: the scores, the reasons, every cue, and how far each word pulls.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The text of a post.
    text: String,
    /// A TOML file of [[brand]] tables, to see which brand is meant.
    #[arg(long, value_name = "FILE")]
    brands: Option<PathBuf>,
    /// A file of a topic of your own; may be given several times.
    #[arg(long, value_name = "FILE")]
    topics: Vec<PathBuf>,
}

/// The most words shown, the strongest; more would not be read.
const MOST: usize = 20;
/// How wide the bar of a certain intent is, in characters.
const BAR: f32 = 30.0;

/// Colours where they help a reader, none where a program reads.
#[derive(Clone, Copy)]
struct Paint(bool);

impl Paint {
    fn paint(self, code: &str, text: &str) -> String {
        if self.0 {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    /// What pulls towards the verdict is green, what pulls away red.
    fn pull(self, weight: f32) -> String {
        self.paint(
            if weight < 0.0 { "31" } else { "32" },
            &format!("{weight:+6.2}"),
        )
    }
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let brands = args.brands.as_deref().map(profile::read).transpose()?;
    let judge = Judge::new(brands.unwrap_or_default(), None, &args.topics)?;
    let inside = judge.triage.explain(&args.text);
    let post = Post {
        text: args.text.clone(),
        ..Post::default()
    };
    let placed = judge.place(&mut Conversations::default(), post, None);
    let paint = Paint(stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none());
    let mut out = stdout().lock();
    verdict(&mut out, &inside, paint)?;
    if args.brands.is_some() {
        let mention = judge.mention(&placed, &args.text);
        let mention = mention.map_or("no brand".to_owned(), |mention| mention.to_string());
        writeln!(out, "mention  {mention}")?;
    }
    context::draw(&mut out, &placed, &args.text, &judge.triage, paint)?;
    details(&mut out, &inside, &args.text, paint)?;
    Ok(ExitCode::SUCCESS)
}

fn verdict(out: &mut impl Write, inside: &Explanation, paint: Paint) -> io::Result<()> {
    let verdict = &inside.verdict;
    for intent in Intent::ALL {
        let score = verdict.scores.of(intent);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and BAR
        let bar = "█".repeat((score.clamp(0.0, 1.0) * BAR).round() as usize);
        let line = format!("{:<10} {score:.3} {bar}", intent.name());
        let line = if intent == verdict.intent {
            paint.bold(&line)
        } else {
            line
        };
        writeln!(out, "{line}")?;
    }
    let how = match (verdict.judged, verdict.lang) {
        (false, _) => ", not judged",
        (true, Lang::English) => "",
        (true, _) => ", judged as complaint or other",
    };
    writeln!(out, "language   {}{how}", verdict.lang.code())?;
    let [one, two] = inside.urgent;
    let [today, now] = inside.thresholds;
    let word = ["can wait", "today", "now"]
        .get(usize::from(verdict.urgency))
        .copied()
        .unwrap_or_default();
    writeln!(
        out,
        "urgency    {} {}, today {one:.3} (from {today}), now {two:.3} (from {now})",
        paint.bold(&verdict.urgency.to_string()),
        paint.bold(word),
    )
}

fn details(out: &mut impl Write, inside: &Explanation, text: &str, paint: Paint) -> io::Result<()> {
    let intent = inside.verdict.intent.name();
    writeln!(out, "\nreasons for {intent}")?;
    for reason in &inside.verdict.reasons {
        let words = paint.bold(reason.span.slice(text));
        let pull = paint.pull(reason.weight);
        writeln!(out, "{pull}  “{words}”  {} ({})", reason.why, reason.code)?;
    }
    if inside.verdict.reasons.is_empty() {
        writeln!(out, "        none: no part of the text speaks for it")?;
    }
    if !inside.cues.is_empty() {
        writeln!(out, "\ncues, without their words")?;
        for cue in &inside.cues {
            let words = cue.span.slice(text);
            writeln!(out, "{}  {} “{words}”", paint.pull(cue.weight), cue.read_as)?;
        }
    }
    writeln!(out, "\nwords, and what belongs to none")?;
    let mut words: Vec<&Pull> = inside.words.iter().collect();
    words.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    for word in words.iter().take(MOST) {
        let source = word.span.slice(text);
        let form = if source == word.read_as {
            String::new()
        } else {
            format!(", read as {}", word.read_as)
        };
        writeln!(out, "{}  {source}{form}", paint.pull(word.weight))?;
    }
    if words.len() > MOST {
        writeln!(out, "        and {} weaker", words.len() - MOST)?;
    }
    writeln!(
        out,
        "{}  (length, links, capitals, handles)",
        paint.pull(inside.post)
    )
}
