/** Frontrow: waiting room, numbered seats, holds and wallet in one server. */
@NullMarked
package dev.frontrow;

import org.jspecify.annotations.NullMarked;
