// The items of the menu that is offered wherever an application is shown: write, call, and record what they answered or
// what the user did.

import { t } from "../../lib/l10n.js";
import { go } from "../../lib/navigation.js";
import { openReplyForm } from "../reply-form/reply-form.js";
import { openTouchForm } from "../touch-form/touch-form.js";

/** @typedef {import("./menu-button.js").MenuItem} MenuItem */

/**
 * Items to write and to call, which are also offered if no step asks for it.
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
 * @param {string|null} [step] what a letter or a call is for; neither is offered without it and a contact
 * @returns {MenuItem[]}
 */
export const answers = (application, contact, step = contact === null ? null : `other:${application}:${contact}`) => [
  ...(step === null ? [] : letters(step)),
  { label: t("ui-application-replied"), choose: () => void openReplyForm(application) },
  { label: t("ui-application-log"), choose: () => void openTouchForm({ application, contact, channel: null }) },
];
