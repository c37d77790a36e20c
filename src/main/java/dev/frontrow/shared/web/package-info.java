/** The API's conventions, decided once: the envelope, strict JSON, trace ids, the documentation. */
@NullMarked
package dev.frontrow.shared.web;

import org.jspecify.annotations.NullMarked;
