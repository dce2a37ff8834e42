//! The wasm modules: cargo, then wasm-bindgen as a library, then wasm-opt.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{self, Step};
use crate::{npm, stage};

/// The compiler's name for the browser.
const TARGET: &str = "wasm32-unknown-unknown";

/// One of the modules, each from the same crate with one feature.
pub(crate) struct Module {
    /// The cargo feature.
    feature: &'static str,
    /// Name of its files.
    pub(crate) name: &'static str,
    /// How it is made.
    made: Made,
}

/// What a module is made for: profiles of `Cargo.toml`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Made {
    /// Size.
    Small,
    /// Speed, with SIMD, as far as it is worth its bytes.
    Quick,
    /// Speed.
    Quickest,
}

impl Made {
    fn profile(self) -> &'static str {
        match self {
            Self::Small => "wasm",
            Self::Quick => "wasm-quick",
            Self::Quickest => "wasm-quickest",
        }
    }
}

/// The background's engine.
pub(crate) const ENGINE: Module = Module {
    feature: "background",
    name: "engine",
    made: Made::Quick,
};

/// What builds an index while articles are imported.
pub(crate) const IMPORTER: Module = Module {
    feature: "importer",
    name: "importer",
    made: Made::Small,
};

/// The assist frame and the toolbar's panel, which agents open all day.
pub(crate) const FRAME: Module = Module {
    feature: "frame",
    name: "frame",
    made: Made::Small,
};

/// The options.
pub(crate) const OPTIONS: Module = Module {
    feature: "options",
    name: "options",
    made: Made::Small,
};

/// The sentence encoder, which a worker loads when a verdict is uncertain.
pub(crate) const ENCODER: Module = Module {
    feature: "encoder",
    name: "encoder",
    made: Made::Quickest,
};

/// All of them.
pub(crate) const ALL: [&Module; 5] = [&ENGINE, &IMPORTER, &FRAME, &OPTIONS, &ENCODER];

/// What the compiler is told about a module that is made for speed.
const SIMD: &str = "target.wasm32-unknown-unknown.rustflags=['-Ctarget-feature=+simd128']";

impl Module {
    /// Where its generated files are: `NAME.js`, `NAME.d.ts`, `NAME_bg.wasm`.
    pub(crate) fn folder(&self) -> PathBuf {
        shell::target("generated").join(self.name)
    }

    /// The module itself, as it goes into the package.
    pub(crate) fn file(&self, dev: bool) -> PathBuf {
        let kind = if dev { "dev" } else { "small" };
        self.folder()
            .join(kind)
            .join(format!("{}_bg.wasm", self.name))
    }
}

/// Builds all modules: those made for speed beside those made small. The two profiles have folders of their own, and
/// most of the time goes into one module's whole-program optimisation, which keeps one processor busy.
pub(crate) fn build_all(dev: bool) -> Result<()> {
    let sources = sources()?;
    let lane = |small: bool| -> Result<()> {
        let modules = ALL
            .iter()
            .filter(|module| (module.made == Made::Small) == small);
        modules
            .copied()
            .try_for_each(|module| build(module, &sources, dev))
    };
    std::thread::scope(|scope| {
        let small = scope.spawn(|| lane(true));
        let quick = lane(false);
        small
            .join()
            .map_err(|_| anyhow!("a thread of the build broke off"))?
            .and(quick)
    })
}

/// Builds a module, or leaves it as it is when nothing that it is made of has changed.
fn build(module: &Module, sources: &str, dev: bool) -> Result<()> {
    let bound = module.folder().join(format!("{}_bg.wasm", module.name));
    if !stage::is_made_of(&bound, sources) {
        let step = Step::new(format!("Building the {} module", module.name));
        bind(module, &compile(module)?)?;
        stage::set_made_of(&bound, sources)?;
        step.done("");
    }
    optimise(module, &bound, dev)
}

/// Sees to it that the compiler can build for the browser.
pub(crate) fn ready() -> Result<()> {
    let sysroot = shell::run(shell::command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(TARGET)
        .is_dir()
    {
        return Ok(());
    }
    if shell::which("rustup").is_none() {
        bail!(
            "Rust's {TARGET} target is missing, and so is rustup. Install rustup (https://rustup.rs), then try again."
        );
    }
    let step = Step::new(format!("Fetching Rust's {TARGET} target"));
    shell::run(shell::command("rustup").args(["target", "add", TARGET]))?;
    step.done("");
    Ok(())
}

/// A fingerprint of everything that cargo would look at. The modules come from one crate, so cargo itself would take
/// turns building them anew.
fn sources() -> Result<String> {
    let root = shell::root();
    let mut paths = stage::list(&root.join("src"))?;
    // What is learnt is packed beside the modules; what it is learnt from, tests and documents are not packed at all.
    paths.retain(|path| {
        let ending = path.extension().unwrap_or_default();
        // Nor is the command-line program a part of them.
        let test = path.components().any(|part| {
            ["tests", "bin"]
                .map(AsRef::as_ref)
                .contains(&part.as_os_str())
        });
        !(ending == "bin"
            || ending == "tsv"
            || ending == "md"
            || test
            || path.ends_with("tests.rs"))
    });
    paths.extend([root.join("Cargo.toml"), root.join("Cargo.lock")]);
    let mut parts = vec![
        shell::run(shell::command("rustc").arg("-vV"))?.into_bytes(),
        // How it is made counts too.
        include_bytes!("wasm.rs").to_vec(),
    ];
    for path in paths {
        parts.push(stage::relative(&root, &path).into_bytes());
        parts.push(stage::read(&path)?);
    }
    Ok(stage::fingerprint(
        &parts.iter().map(Vec::as_slice).collect::<Vec<_>>(),
    ))
}

fn compile(module: &Module) -> Result<PathBuf> {
    let mut cargo = shell::cargo();
    let profile = module.made.profile();
    if module.made != Made::Small {
        cargo.args(["--config", SIMD]);
    }
    // As a module alone: with the crate type that programs link, all that is public would be compiled for nothing,
    // which takes five times as long.
    shell::run(cargo.args([
        "rustc",
        "--quiet",
        "--package",
        "handrail",
        "--lib",
        "--target",
        TARGET,
        "--profile",
        profile,
        "--features",
        module.feature,
        "--crate-type",
        "cdylib",
    ]))?;
    Ok(shell::target(TARGET).join(profile).join("handrail.wasm"))
}

/// Makes the module callable from JavaScript, and describes it to TypeScript.
fn bind(module: &Module, wasm: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .typescript(true)
        // The background gives a crashed engine a fresh memory.
        .reset_state_function(true)
        .out_name(module.name)
        .generate(module.folder())
        .with_context(|| format!("wasm-bindgen could not bind the {} module", module.name))
}

/// Writes the module that goes into the package. Optimising takes seconds, so it is done once for the same bytes.
fn optimise(module: &Module, bound: &Path, dev: bool) -> Result<()> {
    const FLAGS: &[&str] = &[
        "--strip-debug",
        "--strip-producers",
        "--enable-bulk-memory",
        "--enable-bulk-memory-opt",
        "--enable-mutable-globals",
        "--enable-nontrapping-float-to-int",
        "--enable-sign-ext",
        "--enable-reference-types",
        "--enable-multivalue",
        "--enable-simd",
    ];
    let level = match module.made {
        Made::Small => "-Oz",
        Made::Quick => "-O2",
        Made::Quickest => "-O3",
    };
    let bytes = stage::read(bound)?;
    let small = module.file(dev);
    if dev {
        return stage::write(&small, &bytes);
    }
    let made_of = stage::fingerprint(&[&bytes, level.as_bytes(), FLAGS.join(" ").as_bytes()]);
    if stage::is_made_of(&small, &made_of) {
        return Ok(());
    }
    let step = Step::new(format!("Making the {} module small", module.name));
    stage::write(&small, &bytes)?;
    shell::run(
        npm::tool("wasm-opt")
            .arg(bound)
            .arg(level)
            .args(FLAGS)
            .arg("-o")
            .arg(&small),
    )?;
    stage::set_made_of(&small, &made_of)?;
    step.done("");
    Ok(())
}
