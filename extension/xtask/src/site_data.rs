//! Sites' tables, published without a release: a key is made once; then what `src/site` says is checked and signed.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use clap::Subcommand;
use ed25519_dalek::{Signer, SigningKey};
use handrail::site::table::SiteTable;
use handrail::site::update::{self, SERIAL};
use serde_json::Value;

use crate::{manifest, stage};

/// The file with the half of the key that is nobody else's.
const PRIVATE: &str = "handrail-sites.key";

#[derive(Subcommand)]
pub(crate) enum What {
    /// Make a key: DIR gets the half that stays secret, the other half is printed.
    Key {
        /// Where the secret half is kept.
        dir: PathBuf,
    },
    /// Check and sign the tables of src/site into OUT, for the address that the options name.
    Sign {
        /// The secret half.
        key: PathBuf,
        /// The file to publish. One that is there already is followed by a higher serial.
        out: PathBuf,
        /// The serial (year, month, day, number of that day); the next one of today if not said.
        #[arg(long)]
        serial: Option<u32>,
        /// Only these sites' tables; all if not said.
        #[arg(long = "site", value_name = "NAME")]
        sites: Vec<String>,
    },
}

pub(crate) fn site_data(what: &What) -> Result<()> {
    match what {
        What::Key { dir } => {
            let public = make_key(dir)?;
            println!(
                "Keep {} secret; whoever has it signs tables.",
                dir.join(PRIVATE).display()
            );
            println!("The public key, for the options:\n{public}");
        }
        What::Sign {
            key,
            out,
            serial,
            sites,
        } => {
            let mut tables = tables(&manifest::sites()?)?;
            if let Some(unknown) = sites
                .iter()
                .find(|name| tables.iter().all(|table| &table.name != *name))
            {
                bail!("there is no site {unknown}");
            }
            tables.retain(|table| sites.is_empty() || sites.contains(&table.name));
            let serial = sign(key, out, *serial, tables)?;
            println!("{} is signed, serial {serial}.", out.display());
        }
    }
    Ok(())
}

/// The tables as the core checks them, without the hosts, which are the package's alone.
pub(crate) fn tables(sites: &[Value]) -> Result<Vec<SiteTable>> {
    let mut tables = Vec::new();
    for site in sites {
        let mut site = site.clone();
        if let Some(table) = site.as_object_mut() {
            table.remove("hosts");
            table.remove("known");
        }
        let name = site
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or("?")
            .to_owned();
        tables.push(serde_json::from_value(site).with_context(|| format!("src/site/{name}.toml"))?);
    }
    let problems = update::check(&tables);
    if !problems.is_empty() {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        bail!(
            "a site's table in src/site is not as it must be:\n{}",
            lines.join("\n")
        );
    }
    Ok(tables)
}

/// Makes a key in `dir`; the public half.
fn make_key(dir: &Path) -> Result<String> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).context("the system gives no random numbers")?;
    let key = SigningKey::from_bytes(&secret);
    fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    let path = dir.join(PRIVATE);
    let mut options = OpenOptions::new();
    // Never over a key that is there.
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options
        .open(&path)
        .with_context(|| format!("cannot make {}; a key that is there stays", path.display()))?;
    writeln!(file, "{}", update::hex(&secret))
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(update::hex(key.verifying_key().as_bytes()))
}

/// Signs `tables` into `out`; the serial.
fn sign(key: &Path, out: &Path, serial: Option<u32>, tables: Vec<SiteTable>) -> Result<u32> {
    let secret = update::unhex(stage::read_text(key)?.trim())
        .with_context(|| format!("{} is no key that `site-data key` made", key.display()))?;
    let key = SigningKey::from_bytes(&secret);
    let last = if out.exists() {
        let file = stage::read(out)?;
        update::serial_of(&file)
            .with_context(|| format!("{} is there and no file of tables", out.display()))?
    } else {
        0
    };
    let last = last.max(SERIAL);
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
    let next = update::next_serial(last, now).context("this day has no more serials")?;
    let serial = serial.unwrap_or(next);
    if serial <= last {
        bail!("the serial {serial} is not after {last}: no browser would take the file");
    }
    if update::day_of(serial).is_none() {
        bail!("the serial {serial} is no date with a number, such as {next}");
    }
    let signed = update::to_sign(serial, tables).context("the tables cannot be written")?;
    let signature = key.sign(&update::message(&signed)).to_bytes();
    let file = update::file(signed, &signature).context("the file cannot be written")?;
    if file.len() > update::MOST {
        bail!("the file would be larger than {} bytes", update::MOST);
    }
    stage::write(out, file.as_bytes())?;
    Ok(serial)
}

#[cfg(test)]
mod tests {
    use super::*;
    use handrail::site::update::{Held, Update, read};

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("handrail-site-data-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    fn now() -> i64 {
        i64::try_from(
            SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap()
                .as_millis(),
        )
        .unwrap()
    }

    #[test]
    fn a_key_is_made_once_and_signs_what_the_extension_takes() {
        let dir = folder("sign");
        let public = make_key(&dir).unwrap();
        let secret = dir.join(PRIVATE);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                fs::metadata(&secret).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
        let before = fs::read(&secret).unwrap();
        assert!(make_key(&dir).is_err());
        assert_eq!(fs::read(&secret).unwrap(), before);

        let sites = || tables(&manifest::sites().unwrap()).unwrap();
        let out = dir.join("sites.json");
        let first = sign(&secret, &out, None, sites()).unwrap();
        let file = fs::read(&out).unwrap();
        let expected = Update::New {
            serial: first,
            sites: sites(),
        };
        assert_eq!(read(&file, &public, Held::default(), now()), Ok(expected));

        let second = sign(&secret, &out, None, sites()).unwrap();
        assert_eq!(second, first + 1);
        for old in [first, second, SERIAL] {
            let error = sign(&secret, &out, Some(old), sites())
                .unwrap_err()
                .to_string();
            assert!(error.contains("not after"), "{error}");
        }
        assert!(sign(&secret, &out, Some(4_000_000_000), sites()).is_err());
        assert_eq!(update::serial_of(&fs::read(&out).unwrap()), Some(second));
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn what_is_no_file_of_tables_is_not_written_over() {
        let dir = folder("over");
        make_key(&dir).unwrap();
        let out = dir.join("notes.txt");
        fs::write(&out, "something else").unwrap();
        let sites = tables(&manifest::sites().unwrap()).unwrap();
        assert!(sign(&dir.join(PRIVATE), &out, None, sites).is_err());
        assert_eq!(fs::read(&out).unwrap(), b"something else");
        fs::remove_dir_all(&dir).unwrap();
    }
}
