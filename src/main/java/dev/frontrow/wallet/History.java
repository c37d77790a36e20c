package dev.frontrow.wallet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a wallet's history, newest first.
 *
 * @param nextCursor what to ask with for the page after this one; null on the last
 */
public record History(List<Entry> entries, @Nullable String nextCursor) {}
