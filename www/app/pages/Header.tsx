// The bar that stays at the top of the column.

import React from 'react';
import { Icon } from '../look/icons';

interface Props {
  title: string;
  detail?: string;
  back?: boolean;
}

export function Header({ title, detail, back = false }: Props) {
  return (
    <div className="bar">
      {back && (
        <button aria-label="Back" role="button" type="button" data-testid="app-bar-back" className="round" onClick={() => history.back()}>
          <Icon name="back" />
        </button>
      )}
      <div>
        <h2 dir="ltr" role="heading" aria-level={2}>
          <span>{title}</span>
        </h2>
        {detail && (
          <div dir="ltr" className="quiet">
            {detail}
          </div>
        )}
      </div>
    </div>
  );
}

export interface Tab {
  name: string;
  href: string;
  on: boolean;
}

export function Tabs({ tabs }: { tabs: Tab[] }) {
  return (
    <nav aria-live="polite" role="navigation" className="tabs">
      <div role="tablist" data-testid="ScrollSnap-List">
        {tabs.map(({ name, href, on }) => (
          <div key={name} role="presentation">
            <a href={href} role="tab" aria-selected={on} className={on ? 'tab on' : 'tab'}>
              <div dir="ltr">
                <span>{name}</span>
              </div>
            </a>
          </div>
        ))}
      </div>
    </nav>
  );
}
