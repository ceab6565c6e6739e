export * from './company-profile';
export * from './team';
export * from './web-service';
