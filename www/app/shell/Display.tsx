// Chooses between the three themes.

import React, { useEffect, useRef } from 'react';
import type { Theme } from '../core/config';
import { setTheme, useTheme } from '../core/theme';

const THEMES: [Theme, string][] = [
  ['light', 'Light'],
  ['dim', 'Dim'],
  ['black', 'Lights out'],
];

export function Display({ onDone }: { onDone(): void }) {
  const current = useTheme();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus(), []);
  return (
    <div
      ref={box}
      role="radiogroup"
      aria-label="Background"
      className="display"
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      {THEMES.map(([theme, name]) => (
        <button
          key={theme}
          type="button"
          role="radio"
          aria-checked={current === theme}
          className={`swatch swatch-${theme}`}
          onClick={() => setTheme(theme)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
