package org.dockermcp.files;

/**
 * What a file is to hold.
 *
 * @param file to be written, made anew if it is there
 * @param text all of it, as UTF-8
 */
public record FileText(WorkspaceFile file, String text) {}
