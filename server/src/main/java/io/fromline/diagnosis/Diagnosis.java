package io.fromline.diagnosis;

import io.fromline.mail.Fault;

/**
 * What a failure means.
 *
 * @param cause a stable code such as {@code gmail.app_password_required}
 * @param scope what it concerns, refined by what is known of the provider
 * @param ofSender whether it concerns the sender's address: everything from that address, not everything over the relay
 */
public record Diagnosis(String cause, Fault.Scope scope, Actor actor, Permanence permanence, boolean ofSender) {}
