package dev.forwarded.cli;

/**
 * A setting as somebody wrote it.
 *
 * @param value the value
 * @param place the file and line where it stands; empty for the command line
 */
record Given(String value, String place) {}
