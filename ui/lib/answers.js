// What can be recorded of an application wherever it is shown: what they did, and what one did oneself.

import { openReplyForm } from "../components/reply-form/reply-form.js";
import { openTouchForm } from "../components/touch-form/touch-form.js";
import { t } from "./l10n.js";
import { go } from "./navigation.js";

/** @typedef {import("../components/menu-button/menu-button.js").MenuItem} MenuItem */

/**
 * What can be written or said, also where no step asks for it.
 * @param {string} step a step's key, or `other:APPLICATION:CONTACT`
 * @returns {MenuItem[]}
 */
const letters = (step) => [
  { label: t("ui-application-write"), choose: () => go({ page: "write", step, template: null }) },
  { label: t("ui-application-call"), choose: () => go({ page: "call", step }) },
];

/**
 * @param {number} application
 * @param {number|null} contact whom it concerns, if that is known
 * @param {string|null} [step] what a letter or a call would be for; without it, for anything
 * @returns {MenuItem[]}
 */
export const answers = (application, contact, step = contact === null ? null : `other:${application}:${contact}`) => [
  ...(step === null ? [] : letters(step)),
  { label: t("ui-application-replied"), choose: () => void openReplyForm(application) },
  { label: t("ui-application-log"), choose: () => void openTouchForm({ application, contact, channel: null }) },
];
