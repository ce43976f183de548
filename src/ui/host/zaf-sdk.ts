/**
 * Zendesk's kit for apps, from npm, for where the vendor's own script cannot be reached. It is an older copy with the
 * same protocol, and is never served where the vendor's can be.
 */
import ZAFClient from "zendesk_app_framework_sdk";

window.ZAFClient = ZAFClient;
