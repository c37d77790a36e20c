package dev.frontrow.shared;

/** Tells those who list seats what those who hold them will insist on. */
public interface SeatLimit {

    /** Seats of a performance that one user may hold or own (H5); 1 to 100. */
    int maxSeatsPerUser();
}
