package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.feeds.Feeds;
import java.util.List;

/**
 * All items of one board that stand in the feed of alerts behind a position, up to the last of them.
 *
 * @param after position of the board's item before them, or one behind it
 */
record AlertNews(String after, List<Feeds.Item> items) {}
