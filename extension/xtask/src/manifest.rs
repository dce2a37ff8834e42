//! One manifest in, one for each browser out; the sites' hosts come from the site tables.

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use crate::browsers::Browser;
use crate::shell;
use crate::stage;

/// The page in the browser's side panel.
const DESK: &str = "pages/desk.html";

/// Every site's table, as written, in the order of their files' names.
pub(crate) fn sites() -> Result<Vec<Value>> {
    let mut sites = Vec::new();
    for path in stage::list(&shell::root().join("src/site"))? {
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let table: Value = toml::from_str(&stage::read_text(&path)?)
                .with_context(|| format!("{} is not a site table", path.display()))?;
            sites.push(table);
        }
    }
    Ok(sites)
}

/// What the manifest calls the addresses of the sites: `https://x.com/*`.
pub(crate) fn patterns(sites: &[Value]) -> Result<Vec<String>> {
    let mut patterns = Vec::new();
    for site in sites {
        let hosts = site
            .get("hosts")
            .and_then(Value::as_array)
            .context("a site table has no `hosts`")?;
        for host in hosts {
            let host = host.as_str().context("a site's host is no text")?;
            patterns.push(format!("https://{host}/*"));
        }
    }
    Ok(patterns)
}

/// The manifest for `browser`.
pub(crate) fn derive(source: &Value, browser: Browser, patterns: &[String]) -> Result<Value> {
    let mut manifest = source
        .as_object()
        .context("extension/manifest.json is not an object")?
        .clone();
    manifest.insert("version".into(), env!("CARGO_PKG_VERSION").into());
    manifest.insert("host_permissions".into(), json!(patterns));
    for entry in entries(&mut manifest, "content_scripts") {
        entry.insert("matches".into(), json!(patterns));
    }
    // Servers that a person names later are not known yet; the frame itself works only for a tab with our script in it.
    for entry in entries(&mut manifest, "web_accessible_resources") {
        entry.insert("matches".into(), json!(["https://*/*"]));
    }
    let script = "background/background.js";
    match browser {
        Browser::Chromium => {
            manifest.insert(
                "background".into(),
                json!({ "service_worker": script, "type": "module" }),
            );
            manifest.remove("browser_specific_settings");
            manifest.insert("side_panel".into(), json!({ "default_path": DESK }));
            // Firefox asks for no schema.
            manifest.insert(
                "storage".into(),
                json!({ "managed_schema": "managed.json" }),
            );
            // Its background may not start workers; a page without a window may.
            if let Some(Value::Array(permissions)) = manifest.get_mut("permissions") {
                permissions.extend(["offscreen".into(), "sidePanel".into()]);
            }
        }
        Browser::Firefox => {
            manifest.insert(
                "background".into(),
                json!({ "scripts": [script], "type": "module" }),
            );
            manifest.insert(
                "browser_specific_settings".into(),
                json!({ "gecko": {
                    "id": "handrail@handrail.example",
                    "strict_min_version": "140.0",
                    "data_collection_permissions": { "required": ["none"] },
                } }),
            );
            let icons = manifest.get("icons").cloned().unwrap_or_default();
            manifest.insert(
                "sidebar_action".into(),
                json!({
                    "default_panel": DESK,
                    "default_title": "__MSG_desk_title__",
                    "default_icon": icons,
                    "open_at_install": false,
                }),
            );
            manifest.remove("minimum_chrome_version");
            for entry in entries(&mut manifest, "web_accessible_resources") {
                entry.remove("use_dynamic_url");
            }
        }
    }
    Ok(Value::Object(manifest))
}

fn entries<'a>(
    manifest: &'a mut Map<String, Value>,
    list: &str,
) -> impl Iterator<Item = &'a mut Map<String, Value>> {
    manifest
        .get_mut(list)
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object_mut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn derived(browser: Browser) -> Value {
        let source = json!({
            "manifest_version": 3,
            "minimum_chrome_version": "120",
            "content_scripts": [{ "js": ["content/content.js"] }],
        });
        derive(&source, browser, &["https://x.com/*".to_owned()]).unwrap()
    }

    #[test]
    fn each_browser_gets_its_own_background() {
        let (chromium, firefox) = (derived(Browser::Chromium), derived(Browser::Firefox));
        assert_eq!(
            chromium["background"]["service_worker"],
            "background/background.js"
        );
        assert!(chromium.get("browser_specific_settings").is_none());
        assert_eq!(
            firefox["background"]["scripts"][0],
            "background/background.js"
        );
        assert!(firefox.get("minimum_chrome_version").is_none());
    }

    #[test]
    fn each_browser_has_the_desk_at_its_side() {
        let (chromium, firefox) = (derived(Browser::Chromium), derived(Browser::Firefox));
        assert_eq!(chromium["side_panel"]["default_path"], DESK);
        assert_eq!(firefox["sidebar_action"]["default_panel"], DESK);
        assert_eq!(firefox["sidebar_action"]["open_at_install"], false);
        assert!(chromium.get("sidebar_action").is_none());
        assert!(firefox.get("side_panel").is_none());
    }

    #[test]
    fn only_the_sites_are_touched() {
        for manifest in [derived(Browser::Chromium), derived(Browser::Firefox)] {
            assert_eq!(manifest["host_permissions"], json!(["https://x.com/*"]));
            assert_eq!(
                manifest["content_scripts"][0]["matches"],
                json!(["https://x.com/*"])
            );
        }
    }
}
