/** The code of the pages, but for the first one, by the names of their routes. */

export const pages = {
  signIn: () => import("../account/Entering"),
  signUp: () => import("../account/Entering"),
  verifyEmail: () => import("../account/Proving"),
  resetPassword: () => import("../account/Proving"),
  open: () => import("./Open"),
  desk: () => import("../desk/Desk"),
  bids: () => import("../bids/Bids"),
  inbox: () => import("../messages/Inbox"),
  interviews: () => import("../interviews/Interviews"),
  notifications: () => import("../notifications/Notifications"),
  settings: () => import("../settings/Settings"),
  party: () => import("../settings/PartyPage"),
  staff: () => import("../staff/Staff"),
  newDemand: () => import("../demand/DemandEditor"),
  editDemand: () => import("../demand/DemandEditor"),
  demand: () => import("../demand/DemandPage"),
  bid: () => import("../bids/BidEditor"),
  compare: () => import("../workbench/Compare"),
  record: () => import("../workbench/Record"),
  workbench: () => import("../workbench/Workbench"),
};
