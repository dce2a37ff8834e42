// The search field, on its page and beside every other.

import React, { useEffect, useState } from 'react';
import { go } from '../core/router';
import { Icon } from '../look/icons';

export function SearchBox({ value = '' }: { value?: string }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <form
      role="search"
      aria-label="Search"
      className="search-box"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) go(`/search?q=${encodeURIComponent(text.trim())}&src=typed_query`);
      }}
    >
      <Icon name="search" />
      <input
        aria-label="Search query"
        placeholder="Search"
        role="combobox"
        aria-expanded="false"
        aria-controls="typeaheadDropdown-0"
        autoComplete="off"
        data-testid="SearchBox_Search_Input"
        enterKeyHint="search"
        type="text"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}
