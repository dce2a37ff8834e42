// A ring that fills as the text grows; the number shows near the limit.

import React from 'react';
import { LIMIT } from '../core/length';

const ROUND = 2 * Math.PI * 9;

export function Counter({ length }: { length: number }) {
  const left = LIMIT - length;
  const near = left <= 20;
  return (
    <div
      className={left < 0 ? 'counter over' : near ? 'counter near' : 'counter'}
      role="progressbar"
      aria-label="Characters used"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.min(100, Math.round((length / LIMIT) * 100))}
      aria-valuetext={left < 0 ? `${-left} characters over the limit` : `${left} characters left`}
    >
      <svg viewBox="0 0 22 22" aria-hidden="true">
        <circle cx="11" cy="11" r="9" className="rail" />
        <circle
          cx="11"
          cy="11"
          r="9"
          className="fill"
          strokeDasharray={ROUND}
          strokeDashoffset={ROUND * (1 - Math.min(1, length / LIMIT))}
        />
      </svg>
      {near && <span aria-live="polite">{left}</span>}
    </div>
  );
}
