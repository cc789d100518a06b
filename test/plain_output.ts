/** What tests read has no colours, whatever terminal they run in: jest itself sets FORCE_COLOR in one. */
delete process.env['FORCE_COLOR'];
process.env['NO_COLOR'] = '1';
// Says the year in which the SDK will ask for another Node, beside the results of each test that makes a client.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
