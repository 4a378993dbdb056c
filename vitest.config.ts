import { defineConfig } from 'vitest/config'

const IN_BROWSERS = 'test/end-to-end/**/*.test.{ts,tsx}'
const OF_PROCESSES = 'test/fault/*.test.{ts,tsx}'
// It puts modules of its own in the place of the product's, which others would find loaded.
const REPLACING = 'test/assistant/second-scenario.test.ts'

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // What is waited for comes at once, unless the machine is busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    // They start in the order of their names: what takes minutes comes first, what takes no time fills the gaps.
    projects: [
      // Each file has a browser of its own, which is closed after it.
      { extends: true, test: { name: '1-browser', include: [IN_BROWSERS] } },
      { extends: true, test: { name: '2-alone', include: [OF_PROCESSES, REPLACING] } },
      // The product is loaded once per worker, not once per file: it keeps nothing from one world to the next.
      {
        extends: true,
        test: {
          name: '3-node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/fault/slow/**', OF_PROCESSES, REPLACING, IN_BROWSERS],
          isolate: false,
        },
      },
    ],
  },
})
