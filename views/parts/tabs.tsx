type Tab = { href: string; label: string; count?: string | undefined; current: boolean }

/** Views of one list, each with an address of its own: links, not an ARIA tab list. */
export const Tabs = ({ label, tabs, panel }: { label: string; tabs: Tab[]; panel?: string }) => (
  <nav class="tabs" aria-label={label}>
    {tabs.map((tab) => (
      <a href={tab.href} aria-current={tab.current ? 'page' : undefined} {...swapLink(tab.href, panel)}>
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
