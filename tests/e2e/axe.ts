import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * axe on a page of ours. None has frames, so it runs in the page alone (legacy mode): the other mode opens a second page
 * for each analysis to put the parts together, which takes as long again.
 */
export const axe = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode();
