// The three dots.

import React from 'react';
import { Icon } from '../look/icons';
import { openMenu } from '../shell/Menu';

export function Caret({ id }: { id: string }) {
  return (
    <button
      aria-haspopup="menu"
      aria-expanded="false"
      aria-label="More"
      role="button"
      data-testid="caret"
      type="button"
      className="caret"
      onClick={(event) => openMenu(id, event.currentTarget)}
    >
      <Icon name="more" />
    </button>
  );
}
