// How long posts are by X's own counter, `twitter-text`: texts from standard input (a list in JSON), and texts made
// here to find differences: every top-level domain, sequences of emoji, and scraps put together.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const twitter = require("twitter-text");
const lengthOf = (text) => twitter.parseTweet(text).weightedLength;

const JOINER = "\u200d";
const PICTURE = "\ufe0f";
const TONES = ["🏻", "🏼", "🏽", "🏾", "🏿"];

/** All pairs, joined. */
function* joined(...lists) {
  if (lists.length === 0) {
    yield "";
    return;
  }
  const [first, ...rest] = lists;
  for (const one of first) {
    for (const other of joined(...rest)) {
      yield one + other;
    }
  }
}

/** Characters that Unicode calls emoji. */
function emoji() {
  const found = [];
  for (let code = 0; code < 0x20000; code += 1) {
    const text = code >= 0xd800 && code < 0xe000 ? "" : String.fromCodePoint(code);
    if (/^\p{Emoji}$/u.test(text)) {
      found.push(text);
    }
  }
  return found;
}

/** Sequences: all that Unicode recommends (it has no list in Node, but a test), and many that it does not. */
function* sequences() {
  const all = emoji();
  const toned = ["", ...TONES];
  yield* joined(all, ["", PICTURE, "\ufe0e", "\u20e3", `${PICTURE}\u20e3`], ["", ...TONES], ["", PICTURE]);
  const seconds = [
    ..."♀♂⚕⚖✈➡↔↕☠⬛🌈🌾🍳🍼🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦰🦱🦲🦳🦯🦼🦽🎄🗨⚧🔥🩹🧊💨💫🦺🐦🟩🍄💥❤👦👧👨👩🧑🧒🤝🫲",
  ];
  const people = all.filter((text) => /\p{Emoji_Modifier_Base}/u.test(text));
  yield* joined(all, ["", PICTURE], [JOINER], seconds, ["", PICTURE]);
  yield* joined(people, TONES, [JOINER], seconds, ["", PICTURE]);
  const pair = ["🧑", "👩", "👨"];
  const between = ["🤝", "❤️", "❤", `❤️${JOINER}💋`, "🐰", "🫯"].map((text) => JOINER + text + JOINER);
  yield* joined(pair, toned, between, pair, toned);
  yield* joined(["🫱"], toned, [JOINER], ["🫲"], toned);
  const family = ["👨", "👩", "🧑", "👦", "👧", "🧒"];
  const more = ["", ...family.map((text) => JOINER + text)];
  yield* joined(family, more, more, more);
  const letters = [...Array(26).keys()].map((at) => String.fromCodePoint(0x1f1e6 + at));
  yield* joined(letters, letters, ["", "🇬", "🇧"]);
  const tags = (text) => [...text].map((c) => String.fromCodePoint(0xe0000 + c.codePointAt(0))).join("");
  for (const region of ["gbeng", "gbsct", "gbwls", "gbnir", "usca", "ustx", "gben"]) {
    yield* joined(["🏴", "👍"], [tags(region)], ["", "\u{e007f}"], ["", PICTURE]);
  }
  yield* joined([..."0123456789#*aé"], ["", PICTURE, "\ufe0e"], ["", "\u20e3"], ["", ".com"]);
}

/** Addresses that end in every name that X knows, and in parts of it. */
function* domains() {
  const names = ["validGTLD", "validCCTLD"].flatMap((file) => {
    const { source } = require(`twitter-text/dist/regexp/${file}`);
    return source.replaceAll(/^\(\?:\(\?:|\)\(\?=.*$/g, "").split("|");
  });
  for (const name of names) {
    for (const text of [name, name.toUpperCase(), `${name}x`, `${name}é`, `${name}日`, `${name}-`, name.slice(0, -1)]) {
      yield `a.${text} http://日本.${text}/b`;
    }
  }
}

/** Scraps put together by chance, always the same. */
function* scraps(count) {
  const parts = [
    ..."aZ9é日本한ß.:/?#@-_~!$&'()*+,;=%[]|\"`\\^<>{}“”…–— \n\t", "http://", "https://", "HTTP://", ".com", ".co.uk",
    ".de", ".jp", ".рф", ".한국", ".भारतम्", "xn--p1ai", ".xn--p1ai", "t.co/", "https://t.co/abc", "example", "www.", "/a(b)", "(c(d)e)",
    "?q=1", "&r", ":80", "a_b", "user@", "@user", "e\u0301", "o\u0323\u0302", "\u1112\u1161\u11ab", "が", "か\u3099", "\u212b", "\u2126",
    "\u0958", "\u2000", "\u200e", "\u202a", "\ufeff", "\u2066", "👍🏽", "❤️", "👨‍👩‍👧", "1️⃣", "🇬🇧", "©", "®️", "\ufe0f", "😀", "a".repeat(60), "日".repeat(20),
  ];
  let state = 1;
  const next = (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  for (let made = 0; made < count; made += 1) {
    let text = "";
    for (let left = 1 + next(16); left > 0; left -= 1) {
      text += parts[next(parts.length)];
    }
    yield text;
  }
}

const texts = JSON.parse(readFileSync(0, "utf8"));
texts.slice(0, 2000).forEach(lengthOf);
const start = performance.now();
const lengths = texts.map(lengthOf);
const micros = ((performance.now() - start) * 1000) / texts.length;
const made = {};
for (const [name, list] of [["domains", domains()], ["emoji", sequences()], ["scraps", scraps(200_000)]]) {
  made[name] = [...new Set(list)].map((text) => [text, lengthOf(text)]);
}
const recommended = new RegExp("^\\p{RGI_Emoji}$", "v");
const rgi = made.emoji.filter(([text]) => recommended.test(text)).length;
process.stdout.write(JSON.stringify({ lengths, micros, made, rgi }));
