export { IntakeModel, type IntakeRecord } from "./model.ts";
export { attachToExisting, createFromIntake, listOpenIntakes, NewIntake, receiveIntake } from "./operations.ts";
export { submitWebsiteForm, WebsiteAnswers, websiteForm } from "./website.ts";
