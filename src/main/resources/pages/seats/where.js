// Where on the page of seats the reader is, as the browser's history has it: at a date, and in a section or in the whole hall.
import { currentStep, step } from '../core/router.js';

/** So many seats in one section are shown at once; more are an overview first. */
const SMALL_HALL = 600;

export const stepTo = ({ performanceId }, section, options) => step({ performanceId, section: section?.name }, options);

/** Which of the performances. */
export const indexOfStep = performances => Math.max(0, performances.findIndex(one => one.performanceId === currentStep()?.performanceId));

/** null: the whole hall. */
export const sectionOfStep = ({ sections, seats }) => sections.find(one => one.name === currentStep()?.section)
  ?? (sections.length === 1 && seats.size <= SMALL_HALL ? sections[0] : null);
