package io.fromline.driver;

/** The typed settings of one relay, one record per driver; its components describe the form, its validation and the API schema. */
public interface DriverSettings {

    /** The name of the driver that understands these settings, such as {@code smtp}. */
    String driver();

    /** The host that mail is handed to, for people. */
    String server();
}
