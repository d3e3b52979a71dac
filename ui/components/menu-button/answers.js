// The items of a menu that stands wherever an application is shown: write, call, and record what they answered or what one
// did oneself.

import { t } from "../../lib/l10n.js";
import { go } from "../../lib/navigation.js";
import { openReplyForm } from "../reply-form/reply-form.js";
import { openTouchForm } from "../touch-form/touch-form.js";

/** @typedef {import("./menu-button.js").MenuItem} MenuItem */

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
