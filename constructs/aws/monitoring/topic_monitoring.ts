/** What a topic measures, and when that is bad. */
import { alarmsOf, metricsOf, type Monitored } from '../../core';

const source = 'https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html';

export function topicMonitoring(topicName: string): Monitored {
  const metric = metricsOf('AWS/SNS', { TopicName: topicName });
  const failed = metric('NumberOfNotificationsFailed', 'not delivered');
  const alarm = alarmsOf(topicName, { severity: 'error', periodSeconds: 300, source });
  return {
    charts: [
      {
        title: `Messages of ${topicName}`,
        metrics: [
          metric('NumberOfMessagesPublished', 'told'),
          metric('NumberOfNotificationsDelivered', 'delivered'),
          failed,
        ],
      },
    ],
    alarms: [
      /*
       * Each message is an alarm or a failed run, so none may be lost. Of HTTP and HTTPS every attempt that fails counts, of mail
       * and the others a message that was given up.
       */
      alarm(
        failed,
        'alerts-not-delivered',
        0,
        'a delivery attempt failed: look which endpoint answers no more, and what was told in that time',
        { tellsEnd: false },
      ),
    ],
  };
}
