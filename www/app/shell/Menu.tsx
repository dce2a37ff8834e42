// The menu behind the three dots of a post, drawn under #layers as all overlays.

import React, { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { answer, openPost } from '../core/acts';
import { ME } from '../core/model';
import { post as find, remove } from '../core/store';
import { Icon, type IconName } from '../look/icons';

interface Opened {
  id: string;
  opener: HTMLElement;
}

let show: (menu: Opened | null) => void = () => undefined;

export function openMenu(id: string, opener: HTMLElement): void {
  show({ id, opener });
}

export function Menu() {
  const [menu, setMenu] = useState<Opened | null>(null);
  const box = useRef<HTMLDivElement>(null);
  show = setMenu;

  useEffect(() => {
    if (!menu) return;
    const close = () => setMenu(null);
    window.addEventListener('scroll', close, { passive: true });
    return () => window.removeEventListener('scroll', close);
  }, [menu]);
  useLayoutEffect(() => {
    if (!menu || !box.current) return;
    const at = menu.opener.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = box.current;
    box.current.style.left = `${Math.max(8, at.right - offsetWidth)}px`;
    box.current.style.top = `${Math.max(8, Math.min(at.top, window.innerHeight - offsetHeight - 8))}px`;
    box.current.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  }, [menu]);

  const post = menu && find(menu.id);
  if (!menu || !post) return null;
  const own = post.author === ME;
  const items: [IconName, string, () => void][] = [
    ['reply', 'Reply', () => answer(post.id)],
    ...(post.promoted ? [] : ([['views', 'Open conversation', () => openPost(post.id)]] as [IconName, string, () => void][])),
    ['close', own ? 'Delete' : 'Not interested in this post', () => remove(post.id)],
  ];
  const step = (by: number) => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[(at + by + all.length) % all.length]?.focus();
  };
  return (
    <>
      <div className="menu-veil" onMouseDown={() => setMenu(null)} />
      <div
        ref={box}
        role="menu"
        data-testid="Dropdown"
        className="menu"
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'ArrowDown') step(1);
          else if (event.key === 'ArrowUp') step(-1);
          else if (event.key === 'Escape' || event.key === 'Tab') {
            setMenu(null);
            menu.opener.focus({ preventScroll: true });
          } else return;
          event.preventDefault();
        }}
      >
        {items.map(([icon, name, act]) => (
          <button
            key={name}
            type="button"
            role="menuitem"
            onClick={() => {
              setMenu(null);
              act();
            }}
          >
            <Icon name={icon} />
            <span>{name}</span>
          </button>
        ))}
      </div>
    </>
  );
}
