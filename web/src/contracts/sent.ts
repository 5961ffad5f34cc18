/** The state of an address that somebody was led to by what they have sent: what they wait for is said at once. */
export const SENT = "sent";
