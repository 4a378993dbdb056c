type Tab = { href: string; label: string; count?: string | undefined; current: boolean }

/** Views of one list, each with an address of its own: links, not an ARIA tab list. */
export const Tabs = ({ label, tabs, panel }: { label: string; tabs: Tab[]; panel?: string }) => (
  <nav class="tabs" aria-label={label} {...swapWithin(panel)}>
    {tabs.map((tab) => (
      <a href={tab.href} aria-current={tab.current ? 'page' : undefined} data-hx-get={panel ? tab.href : undefined}>
        {tab.label}
        {tab.count !== undefined && (
          <>
            {' '}
            <span class="count">{tab.count}</span>
          </>
        )}
      </a>
    ))}
  </nav>
)

/**
 * Attributes by which htmx swaps a panel for a link or a search, and keeps the address true. A newer request takes the place
 * of one still on its way: the last click is what the user wants to see.
 */
export const swapLink = (href: string, panel: string | undefined) =>
  panel
    ? {
        'data-hx-get': href,
        'data-hx-target': `#${panel}`,
        'data-hx-swap': 'outerHTML',
        'data-hx-push-url': 'true',
        'data-hx-sync': `#${panel}:replace`,
        'data-hx-indicator': `#${panel}`,
      }
    : {}

/** The same for all links of an element, said once: each of them has only its `data-hx-get`. */
export const swapWithin = (panel: string | undefined) =>
  panel
    ? {
        'data-hx-target:inherited': `#${panel}`,
        'data-hx-swap:inherited': 'outerHTML',
        'data-hx-push-url:inherited': 'true',
        'data-hx-sync:inherited': `#${panel}:replace`,
        'data-hx-indicator:inherited': `#${panel}`,
      }
    : {}
