// The left column: where to go, how it looks, who is signed in.

import React, { useState } from 'react';
import { compose } from '../core/acts';
import { ME } from '../core/model';
import { usePlace } from '../core/router';
import { person } from '../core/seed';
import { useTheme } from '../core/theme';
import { Icon, Mark, Verified, type IconName } from '../look/icons';
import { Avatar } from '../post/Avatar';
import { Display } from './Display';

const PLACES: [string, string, IconName, string][] = [
  ['/home', 'Home', 'home', 'AppTabBar_Home_Link'],
  ['/search', 'Search', 'search', 'AppTabBar_Explore_Link'],
  ['/notifications', 'Notifications', 'bell', 'AppTabBar_Notifications_Link'],
  [`/${ME}`, 'Profile', 'person', 'AppTabBar_Profile_Link'],
];

export function Nav() {
  const { path } = usePlace();
  const [choosing, choose] = useState(false);
  const theme = useTheme();
  const at = path.split('?')[0] ?? '';
  return (
    <header role="banner" className="nav">
      <div className="nav-inner">
        <h1 role="heading" aria-level={1}>
          <a href="/home" aria-label="The stand-in, home" role="link" className="nav-mark">
            <Mark />
          </a>
        </h1>
        <nav aria-label="Primary" role="navigation">
          {PLACES.map(([href, name, icon, testId]) => {
            const here = at === href || (href !== '/home' && at.startsWith(`${href}/`) && !at.includes('/status/'));
            return (
              <a
                key={href}
                href={href}
                aria-label={name}
                role="link"
                data-testid={testId}
                aria-current={here ? 'page' : undefined}
                className={here ? 'nav-item here' : 'nav-item'}
              >
                <div>
                  <Icon name={icon} full={here && icon !== 'search'} />
                  <div dir="ltr">
                    <span>{name}</span>
                  </div>
                </div>
              </a>
            );
          })}
          <button
            type="button"
            role="button"
            aria-label="Display"
            aria-expanded={choosing}
            className="nav-item"
            data-testid="stand-display"
            onClick={() => choose(!choosing)}
          >
            <div>
              <Icon name="display" full={theme !== 'light'} />
              <div dir="ltr">
                <span>Display</span>
              </div>
            </div>
          </button>
          {choosing && <Display onDone={() => choose(false)} />}
        </nav>
        <button type="button" aria-label="Post" role="link" data-testid="SideNav_NewTweet_Button" className="primary nav-post" onClick={compose}>
          <span>Post</span>
          <Icon name="pen" />
        </button>
        <button aria-label="Account menu" role="button" type="button" data-testid="SideNav_AccountSwitcher_Button" className="account">
          <Avatar handle={ME} size={40} link={false} />
          <div className="account-names">
            <div dir="ltr" className="name">
              <span>{person(ME).name}</span>
              <Verified />
            </div>
            <div dir="ltr" className="quiet">
              <span>@{ME}</span>
            </div>
          </div>
        </button>
      </div>
    </header>
  );
}
