/// <reference path="./vue.d.ts" />
import { createApp } from "vue";
import Community from "./community.vue";

createApp(Community).mount("#app");
