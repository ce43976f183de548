/**
 * Rows of these tables change several times within seconds of their birth. Where their page has room for the new version,
 * no index is touched. Run after the migrations; running it again changes nothing.
 */
export const leaveRoomForUpdates = ["alter table routing_cycles set (fillfactor = 50)"] as const;
