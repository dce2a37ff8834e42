// Drawings that stand in for photos and for the pictures of link cards.

const SCENES: Record<string, string> = {
  router: `<rect width="320" height="180" fill="#e9e2d6"/><rect y="130" width="320" height="50" fill="#b98d62"/>
    <rect x="90" y="92" width="140" height="40" rx="8" fill="#2b2f36"/><path d="M105 92V40M215 92V40" stroke="#2b2f36" stroke-width="8" stroke-linecap="round"/>
    <g><circle cx="112" cy="112" r="5" fill="#e5484d"/><circle cx="132" cy="112" r="5" fill="#444b54"/><circle cx="152" cy="112" r="5" fill="#444b54"/></g>`,
  speedtest: `<rect width="320" height="180" fill="#10162b"/><path d="M80 140a80 80 0 0 1 160 0" fill="none" stroke="#2a3560" stroke-width="18"/>
    <path d="M80 140a80 80 0 0 1 14 -45" fill="none" stroke="#37d6c0" stroke-width="18"/><path d="M160 140L104 112" stroke="#fff" stroke-width="5" stroke-linecap="round"/>
    <text x="160" y="128" fill="#fff" font-family="sans-serif" font-size="34" font-weight="700" text-anchor="middle">2.1</text><text x="160" y="160" fill="#9fb0e0" font-family="sans-serif" font-size="15" text-anchor="middle">Mbps down</text>`,
  fast: `<rect width="320" height="180" fill="#0c1f1a"/><path d="M80 140a80 80 0 0 1 160 0" fill="none" stroke="#37d67a" stroke-width="18"/>
    <path d="M160 140L226 110" stroke="#fff" stroke-width="5" stroke-linecap="round"/><text x="160" y="128" fill="#fff" font-family="sans-serif" font-size="34" font-weight="700" text-anchor="middle">903</text>
    <text x="160" y="160" fill="#9fe0bd" font-family="sans-serif" font-size="15" text-anchor="middle">Mbps down</text>`,
  tv: `<rect width="320" height="180" fill="#3a3340"/><rect x="60" y="26" width="200" height="112" rx="6" fill="#0b0b10"/><rect x="70" y="36" width="180" height="92" fill="#1d3fb8"/>
    <text x="160" y="80" fill="#fff" font-family="sans-serif" font-size="18" text-anchor="middle">No signal</text><text x="160" y="102" fill="#cdd7ff" font-family="sans-serif" font-size="12" text-anchor="middle">Error LT-204</text><rect x="120" y="140" width="80" height="8" fill="#0b0b10"/>`,
  bill: `<rect width="320" height="180" fill="#d8dee6"/><g transform="rotate(-4 160 90)"><rect x="90" y="14" width="140" height="170" fill="#fff"/><rect x="106" y="30" width="60" height="10" fill="#6f62e8"/>
    <g fill="#c9ced6"><rect x="106" y="56" width="108" height="6"/><rect x="106" y="72" width="92" height="6"/><rect x="106" y="88" width="100" height="6"/></g><rect x="106" y="112" width="108" height="26" fill="#ffe6e6"/><text x="160" y="131" font-family="sans-serif" font-size="15" text-anchor="middle" fill="#b42318">£84.50</text></g>`,
  box: `<rect width="320" height="180" fill="#cfd9c8"/><rect y="128" width="320" height="52" fill="#8f9a86"/><path d="M100 70l60 -22 60 22v66l-60 22 -60 -22z" fill="#c79a63"/><path d="M100 70l60 22v66l-60 -22z" fill="#b08450"/><path d="M130 59l60 22v18l-60 -22z" fill="#e8d3b0"/>`,
  cabinet: `<rect width="320" height="180" fill="#bcd3e6"/><rect y="132" width="320" height="48" fill="#7d8a70"/><rect x="120" y="46" width="84" height="96" rx="4" fill="#4c6b52"/><path d="M162 46v96" stroke="#38523e" stroke-width="3"/><path d="M204 60l34 -10v96l-34 -6z" fill="#3f5b45"/><g stroke="#d9a13b" stroke-width="3" fill="none"><path d="M132 100q-30 30 -50 42"/><path d="M140 110q-10 30 -30 40"/></g>`,
  cat: `<rect width="320" height="180" fill="#f1d7c4"/><rect y="140" width="320" height="40" fill="#a86f4d"/><ellipse cx="160" cy="122" rx="66" ry="38" fill="#4b4a50"/><circle cx="206" cy="92" r="28" fill="#4b4a50"/><path d="M186 74l4 -24 16 18zM226 74l2 -24 -18 16z" fill="#4b4a50"/><g fill="#ffd25e"><circle cx="197" cy="92" r="4"/><circle cx="216" cy="92" r="4"/></g>`,
  sunset: `<rect width="320" height="180" fill="#ffb37a"/><rect width="320" height="70" fill="#f27a7d"/><circle cx="160" cy="104" r="34" fill="#fff1b8"/><path d="M0 112q80 -26 160 0t160 0v68H0z" fill="#3d4f7c"/><path d="M0 142q80 -20 160 4t160 -6v40H0z" fill="#2a3760"/>`,
  cake: `<rect width="320" height="180" fill="#f7e6ee"/><rect y="140" width="320" height="40" fill="#d6b0c1"/><rect x="96" y="86" width="128" height="58" rx="8" fill="#8a5a3c"/><path d="M96 96q16 20 32 0t32 0 32 0 32 0v-10q0 -8 -8 -8H104q-8 0 -8 8z" fill="#fff7ef"/><g stroke="#e0567b" stroke-width="5" stroke-linecap="round"><path d="M130 78V58M160 78V58M190 78V58"/></g>`,
  garden: `<rect width="320" height="180" fill="#bfe3ef"/><rect y="96" width="320" height="84" fill="#6fa05a"/><g fill="#d9484f"><circle cx="90" cy="120" r="12"/><circle cx="130" cy="134" r="12"/><circle cx="200" cy="122" r="12"/></g><g stroke="#3d6b34" stroke-width="4"><path d="M90 132v36M130 146v26M200 134v34"/></g><circle cx="270" cy="40" r="22" fill="#ffe08a"/>`,
  street: `<rect width="320" height="180" fill="#aebfd0"/><rect y="130" width="320" height="50" fill="#565d66"/><g><rect x="20" y="50" width="80" height="80" fill="#b5654a"/><rect x="110" y="36" width="90" height="94" fill="#d9c7a3"/><rect x="210" y="56" width="90" height="74" fill="#7b8fa6"/></g><g fill="#fff6d8"><rect x="36" y="68" width="18" height="22"/><rect x="66" y="68" width="18" height="22"/><rect x="130" y="60" width="20" height="24"/><rect x="164" y="60" width="20" height="24"/></g>`,
  help: `<rect width="320" height="180" fill="#efeaff"/><circle cx="160" cy="90" r="52" fill="#6f62e8"/><text x="160" y="112" fill="#fff" font-family="sans-serif" font-size="64" font-weight="700" text-anchor="middle">?</text>`,
};

export function scene(name: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180">${SCENES[name] ?? SCENES.street}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
