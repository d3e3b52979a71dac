// What can be recorded of an application wherever it is shown: what they did, and what one did oneself.

import { openReplyForm } from "../components/reply-form/reply-form.js";
import { openTouchForm } from "../components/touch-form/touch-form.js";
import { t } from "./l10n.js";

/** @typedef {import("../components/menu-button/menu-button.js").MenuItem} MenuItem */

/**
 * @param {number} application
 * @param {number|null} contact whom it concerns, if that is known
 * @returns {MenuItem[]}
 */
export const answers = (application, contact) => [
  { label: t("ui-application-replied"), choose: () => void openReplyForm(application) },
  { label: t("ui-application-log"), choose: () => void openTouchForm({ application, contact, channel: null }) },
];
