/** These tests start processes, on machines that may be busy. */
jest.setTimeout(300_000);
