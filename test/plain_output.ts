/** What tests read has no colours, whatever terminal they run in: jest itself sets FORCE_COLOR in one. */
delete process.env['FORCE_COLOR'];
process.env['NO_COLOR'] = '1';
