package dev.frontrow.card;

/**
 * A card as its owner sees it.
 *
 * @param last4 the last digits of its number, to tell one's cards apart
 */
record PaymentMethod(PaymentMethodId paymentMethodId, Brand brand, String last4) {}
