package dev.frontrow.identity;

/** What a user may do. Everyone signs up as a fan (I4). */
enum Role {
    FAN,
    ORGANIZER
}
