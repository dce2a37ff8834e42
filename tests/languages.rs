//! Languages: every file's own examples, what must stay English, reasons, and damage.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::BTreeMap;
use std::fs;

use handrail::triage::languages::identify::MOST;
use handrail::triage::weights::crc32;
use handrail::triage::{Intent, Lang, Languages, LanguagesError, Triage};

const WEIGHTS: &[u8] = include_bytes!("../src/triage/weights.bin");
const LANGUAGES: &[u8] = include_bytes!("../src/triage/languages.bin");
/// Told by their script: an example each, since they have no file.
const BY_SCRIPT: &[(Lang, &str)] = &[
    (Lang::Chinese, "我的包裹还没有到，客服一直不回复"),
    (Lang::Korean, "주문한 상품이 아직도 안 왔어요"),
    (Lang::Russian, "Посылка так и не пришла, никто не отвечает"),
    (
        Lang::Ukrainian,
        "Посилка досі не прийшла, ніхто не відповідає",
    ),
    (Lang::Serbian, "Пакет још није стигао, нико се не јавља"),
    (
        Lang::Bulgarian,
        "Пратката ми все още не е пристигнала, къде е",
    ),
    (Lang::Greek, "Το δέμα μου δεν ήρθε ακόμα"),
    (Lang::Arabic, "لم يصل طلبي حتى الآن ولا أحد يرد"),
    (Lang::Persian, "سفارش من هنوز نرسیده و کسی پاسخ نمی‌دهد"),
    (Lang::Urdu, "میرا آرڈر ابھی تک نہیں آیا ہے"),
    (Lang::Hebrew, "החבילה שלי עדיין לא הגיעה"),
    (Lang::Hindi, "मेरा ऑर्डर अभी तक नहीं आया है"),
    (Lang::Bengali, "আমার অর্ডার এখনো আসেনি"),
    (Lang::Tamil, "என் ஆர்டர் இன்னும் வரவில்லை"),
    (Lang::Thai, "ของยังไม่มาถึงเลย รอนานมาก"),
];

fn triage() -> Triage {
    let mut triage = Triage::from_bytes(WEIGHTS).unwrap();
    triage.set_languages(LANGUAGES).unwrap();
    triage
}

/// Code and content of each language's file.
fn files() -> BTreeMap<String, String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/triage/languages/data");
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let code = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (code, fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The examples of a file under that name.
fn examples<'a>(file: &'a str, name: &str) -> Vec<&'a str> {
    let head = file.split("\n\n").next().unwrap();
    head.lines()
        .filter_map(|line| line.split_once(": "))
        .filter(|(field, _)| *field == name)
        .map(|(_, text)| text)
        .collect()
}

#[test]
fn every_language_meets_its_own_examples() {
    let triage = triage();
    let mut wrong = Vec::new();
    for (code, file) in files() {
        let lang = Lang::from_tag(&code);
        assert_ne!(lang, Lang::Unknown, "{code} is not in Lang's list");
        let judged = file.contains("\n[cues]\n");
        assert!(examples(&file, "says").len() >= 2, "{code} has no examples");
        for (field, intent) in [
            ("says", None),
            ("complaint", Some(Intent::Complaint)),
            ("other", Some(Intent::Other)),
        ] {
            let texts = examples(&file, field);
            assert!(
                !judged || texts.len() >= 2,
                "{code} has no examples of {field}"
            );
            for text in texts {
                let verdict = triage.judge(text);
                let right = verdict.lang == lang
                    && verdict.judged == judged
                    && intent.is_none_or(|intent| intent == verdict.intent);
                if !right {
                    wrong.push(format!("{code}: {field}: {text}: {verdict:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_language_in_the_list_has_a_file_or_is_told_by_its_script() {
    let triage = triage();
    let files = files();
    for lang in Lang::ALL {
        let script = BY_SCRIPT.iter().find(|(other, _)| other == lang);
        if let Some((_, text)) = script {
            let verdict = triage.judge(text);
            assert_eq!((verdict.lang, verdict.judged), (*lang, false), "{text}");
        }
        // English has its posts; the rest of the scripts differ by one block of letters only.
        let latin = files.contains_key(lang.code());
        assert!(
            latin
                || script.is_some()
                || *lang == Lang::English
                || (*lang as usize) > Lang::Bengali as usize,
            "{lang:?}"
        );
    }
    assert!(files.len() < MOST);
}

#[test]
fn what_does_not_tell_its_language_is_english() {
    let triage = triage();
    for text in [
        "",
        "ok",
        "OK!!",
        "no",
        "@LarkspurCare",
        "@LarkspurCare @vantafly 😡😡",
        "👍🏽",
        "https://t.co/abc123",
        "#fail",
        "12.99",
        "lol",
        "omg",
        "DM?",
        "the Deutsche Bahn app is down again and so is La Poste",
        "@Quill_Mobile pls help",
        "@LarkspurCare déjà vu, the café app is down again",
        "ugh",
        "thx",
        "RT @VantaFly: see you in São Paulo",
        "no internet",
        "no internet no internet no internet no internet",
        "Bon Iver tickets gone in 2 min smh",
    ] {
        let verdict = triage.judge(text);
        assert_eq!(
            (verdict.lang, verdict.judged),
            (Lang::English, true),
            "{text}"
        );
    }
}

#[test]
fn the_sites_guess_decides_only_where_the_text_does_not() {
    let triage = triage();
    assert_eq!(
        triage.judge_in("ok", Lang::Spanish, None).lang,
        Lang::Spanish
    );
    assert_eq!(
        triage.judge_in("未着", Lang::Japanese, None).lang,
        Lang::Japanese
    );
    let text = "my flight was cancelled and nobody answers the phone";
    assert_eq!(
        triage.judge_in(text, Lang::Spanish, None).lang,
        Lang::English
    );
    // The site guesses languages that nobody judges for short posts: these stay English.
    assert_eq!(
        triage.judge_in("ok", Lang::Tagalog, None).lang,
        Lang::English
    );
}

#[test]
fn of_a_mixed_post_the_major_part_counts() {
    let triage = triage();
    for (text, lang) in [
        (
            "@LarkspurCare the app says 「エラー」 whenever I try to pay with my card",
            Lang::English,
        ),
        (
            "@LarkspurCare アプリを開くと error 500 が出てログインできません",
            Lang::Japanese,
        ),
        (
            "llevo dos horas esperando y el chat solo dice please try again later",
            Lang::Spanish,
        ),
    ] {
        assert_eq!(triage.judge(text).lang, lang, "{text}");
    }
}

#[test]
fn a_language_that_is_not_judged_claims_nothing() {
    let verdict = triage().judge("mijn pakket is al drie weken zoek en niemand reageert");
    assert_eq!((verdict.intent, verdict.urgency), (Intent::Other, 0));
    assert_eq!(verdict.scores, handrail::triage::Scores::default());
    assert!(verdict.reasons.is_empty() && !verdict.judged);
}

#[test]
fn reasons_are_faithful_and_named_where_a_cue_is() {
    let triage = triage();
    for (text, code) in [
        (
            "@LarkspurCare sigo esperando y la app no funciona",
            "broken",
        ),
        (
            "@LarkspurCare toujours pas reçu, personne ne répond",
            "ignored",
        ),
        (
            "@LarkspurCare kein Internet und niemand antwortet",
            "outage",
        ),
        (
            "@LarkspurCare ninguém responde, quero meu dinheiro",
            "ignored",
        ),
        (
            "@LarkspurCare nessuno risponde e l'app non funziona",
            "broken",
        ),
        ("@LarkspurCare 返金がまだです、連絡がない", "money"),
    ] {
        let verdict = triage.judge(text);
        assert_eq!(verdict.intent, Intent::Complaint, "{text}");
        assert!(verdict.reasons.len() <= 4);
        let codes: Vec<&str> = verdict.reasons.iter().map(|reason| reason.code).collect();
        assert!(codes.contains(&code), "{text}: {codes:?}");
        let top = verdict.reasons[0].span;
        let without = format!("{}{}", &text[..top.start], &text[top.end..]);
        let scores = triage.judge_in(&without, verdict.lang, None).scores;
        assert!(scores.complaint < verdict.scores.complaint, "{text}");
    }
}

#[test]
fn scores_add_up_and_the_intent_is_the_likelier() {
    let triage = triage();
    for text in [
        "vaya servicio, tres semanas sin respuesta",
        "merci, tout fonctionne",
    ] {
        let verdict = triage.judge(text);
        let (complaint, other) = (verdict.scores.complaint, verdict.scores.other);
        assert!((complaint + other - 1.0).abs() < 1e-6, "{text}");
        assert_eq!(
            verdict.intent == Intent::Complaint,
            complaint >= 0.5,
            "{text}"
        );
    }
}

#[test]
fn damage_has_its_error_and_english_goes_on() {
    let mut triage = Triage::from_bytes(WEIGHTS).unwrap();
    let with = |at: usize, change: u8| {
        let mut bytes = LANGUAGES.to_vec();
        bytes[at] ^= change;
        bytes
    };
    let stale = |at: usize| {
        let mut bytes = with(at, 1);
        let crc = crc32(&[&bytes[18..]]);
        bytes[10..14].copy_from_slice(&crc.to_le_bytes());
        bytes
    };
    let version = LanguagesError::Version { found: 0xff01 };
    for (bytes, error) in [
        (b"HANDRAIL".to_vec(), LanguagesError::Magic),
        (Vec::new(), LanguagesError::Magic),
        (with(9, 0xff), version),
        (with(4000, 4), LanguagesError::Changed),
        (stale(18), LanguagesError::Stale),
        (stale(20), LanguagesError::Stale),
        (stale(22), LanguagesError::Stale),
        (stale(24), LanguagesError::Stale),
    ] {
        assert_eq!(triage.set_languages(&bytes), Err(error));
    }
    for short in [12, 17, 18, LANGUAGES.len() - 1] {
        let error = triage.set_languages(&LANGUAGES[..short]).unwrap_err();
        assert!(matches!(error, LanguagesError::Length { .. }), "{error}");
    }
    // English is judged as ever, and so it is while Spanish is not known.
    let text = "@LarkspurCare still no internet, this is the third day";
    assert_eq!(triage.judge(text).intent, Intent::Complaint);
    triage.set_languages(LANGUAGES).unwrap();
    triage.set_languages(b"nothing").unwrap_err();
    let verdict = triage.judge("todavía no me habéis devuelto el dinero");
    assert_eq!((verdict.lang, verdict.judged), (Lang::Spanish, true));
}

#[test]
fn what_was_trained_is_what_is_written_here() {
    let files: Vec<String> = files().into_values().collect();
    let contents: Vec<&[u8]> = files.iter().map(String::as_bytes).collect();
    let languages = Languages::from_bytes(LANGUAGES).unwrap();
    let stale = "languages.bin is stale: run cargo xtask train and commit it";
    assert_eq!(languages.digest, crc32(&contents), "{stale}");
    assert_eq!(languages.to_bytes(), LANGUAGES);
}

#[test]
fn a_huge_post_gets_an_answer() {
    let triage = triage();
    for unit in ["no funciona nada ", "返金してください", "a", "é", "x'"] {
        let verdict = triage.judge(&unit.repeat((2 << 20) / unit.len()));
        assert!(verdict.reasons.len() <= 4);
    }
}

#[test]
fn every_language_has_its_name() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/extension/_locales/en/languages.json"
    );
    let names: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    for lang in Lang::ALL.iter().chain([&Lang::Unknown]) {
        let key = format!("lang_{}", lang.code());
        assert!(names[&key]["message"].is_string(), "{key} is missing");
    }
    assert_eq!(names.as_object().unwrap().len(), Lang::ALL.len() + 1);
}

#[test]
fn an_explanation_is_of_the_language_that_judged() {
    let triage = triage();
    let inside = triage.explain("@LarkspurCare la app no funciona");
    assert_eq!(inside.verdict.lang, Lang::Spanish);
    assert!(inside.cues.iter().any(|cue| cue.read_as == "broken"));
    let sum: f32 = inside.words.iter().map(|word| word.weight).sum();
    assert!(sum > 0.0, "{inside:?}");
    let inside = triage.explain("mijn pakket is nog steeds niet aangekomen");
    assert!(inside.words.is_empty() && inside.cues.is_empty());
}
